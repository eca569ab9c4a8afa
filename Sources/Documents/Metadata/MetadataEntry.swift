/// A line that the head of a page may get.
struct MetadataEntry {
  enum Role {
    case single
    /// The name of what the following entries belong to: stays if one of them does.
    case lead
    case following
  }

  /// A path with points between its parts.
  var name: String
  /// One line of UTF-8.
  var value: [UInt8]
  /// The value stands in the page's body as text: of use only where a reader does not see it.
  var isBodyText = false
  var role = Role.single
}
