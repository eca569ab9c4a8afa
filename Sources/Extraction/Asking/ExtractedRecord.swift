/// A record that validated.
package struct ExtractedRecord: Sendable {
  /// The record as compact JSON: the very bytes that were validated.
  package let bytes: [UInt8]
  /// Where its values stand in the document.
  package let evidence: Evidence
  /// What had to be mended in the answers that it was read from.
  package let mends: Mends
}
