import JSON

/// Where something stands in a schema document.
struct SchemaPlace {
  /// The URI of the document; empty for the schema that is compiled.
  let schemaURI: String
  /// JSON Pointer from the document's root.
  let pointer: String
  /// Line from 1.
  let line: Int
  /// Column in bytes from 1.
  let column: Int

  /// The place of a byte in a text that starts at `start`.
  init(schemaURI: String, pointer: String, offset: Int, start: Int, in bytes: [UInt8]) {
    let lines = bytes[start..<offset].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    self.schemaURI = schemaURI
    self.pointer = pointer
    self.line = lines.count
    self.column = (lines.last?.count ?? 0) + 1
  }
}
