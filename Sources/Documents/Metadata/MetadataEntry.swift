/// A line that the head of a page may get.
struct MetadataEntry {
  enum Role {
    case single
    /// The name of what the following entries belong to: stays if one of them does, and is no use without.
    case lead
    case following
  }

  enum Source {
    /// An element of the page's head, or JSON-LD.
    case head
    /// An attribute of an element of the body.
    case attribute
    /// Text of the body: of use only where a reader does not see it.
    case text
  }

  /// A path with points between its parts.
  var name: String
  /// One line of UTF-8.
  var value: [UInt8]
  var source = Source.head
  var role = Role.single

  /// The property without the path to it.
  var property: Substring { name.split(separator: ".").last ?? "" }
}
