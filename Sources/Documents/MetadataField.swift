/// A line of a document's head: what the page says about itself beside its text.
package struct MetadataField: Hashable, Sendable {
  /// A path with points between its parts, as `offers.price`.
  package let name: String
  /// One line, white space collapsed.
  package let value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}
