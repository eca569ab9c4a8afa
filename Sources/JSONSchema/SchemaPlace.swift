/// Where something stands in a schema document.
public struct SchemaPlace: Sendable, Comparable, CustomStringConvertible {
  /// The URI of the document; empty for the schema that was compiled.
  public let schemaURI: String
  /// JSON Pointer from the document's root.
  public let pointer: String
  /// Line from 1.
  public let line: Int
  /// Column in bytes from 1.
  public let column: Int

  /// The place of a byte in a text that starts at `start`.
  init(schemaURI: String, pointer: String, offset: Int, start: Int, in bytes: [UInt8]) {
    let lines = bytes[start..<offset].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    self.schemaURI = schemaURI
    self.pointer = pointer
    self.line = lines.count
    self.column = (lines.last?.count ?? 0) + 1
  }

  /// The order of the text; places of different documents by their URIs.
  public static func < (a: SchemaPlace, b: SchemaPlace) -> Bool {
    (a.schemaURI, a.line, a.column) < (b.schemaURI, b.line, b.column)
  }

  /// Whether one place is the other or holds it.
  func overlaps(_ other: SchemaPlace) -> Bool {
    let (a, b) = ((pointer + "/").utf8, (other.pointer + "/").utf8)
    return schemaURI == other.schemaURI && (a.starts(with: b) || b.starts(with: a))
  }

  /// `in the schema at /properties/a, line 3, column 7`.
  public var description: String {
    let document = schemaURI.isEmpty ? "the schema" : schemaURI
    return "in \(document) at \(pointer.isEmpty ? "its root" : pointer), line \(line), column \(column)"
  }
}
