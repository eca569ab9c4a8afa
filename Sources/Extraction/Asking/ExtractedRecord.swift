/// A record that validated.
package struct ExtractedRecord: Sendable {
  /// The record as compact JSON: the very bytes that were validated.
  package let bytes: [UInt8]
  /// Where its values stand in the document.
  package let evidence: Evidence
}
