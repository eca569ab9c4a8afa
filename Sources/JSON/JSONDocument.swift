/// A JSON text and its nodes: immutable, flat, with nothing allocated per value.
///
/// Numbers and strings stay as they are written; ``JSONElement`` decodes them when asked.
public struct JSONDocument: Sendable {
  /// The text.
  public internal(set) var bytes: [UInt8]
  /// The values and keys in the order of the text; the root is the first.
  public internal(set) var nodes: ContiguousArray<JSONNode>

  /// Reads a whole text.
  ///
  /// - Throws: ``JSONError`` with the first broken rule of RFC 8259 and its place.
  public init(_ bytes: [UInt8], options: JSONReadingOptions = .init()) throws(JSONError) {
    var reader = JSONReader(options: options)
    try reader.read(bytes.span)
    self.bytes = bytes
    self.nodes = reader.nodes
  }

  /// Reads a whole text.
  ///
  /// - Throws: ``JSONError`` with the first broken rule of RFC 8259 and its place.
  public init(_ text: String, options: JSONReadingOptions = .init()) throws(JSONError) {
    try self.init(Array(text.utf8), options: options)
  }

  /// The value that the text is.
  public var root: JSONElement { JSONElement(document: self, index: 0) }

  /// The value at a place in ``nodes``, which must not be a key.
  public func element(at index: Int) -> JSONElement { JSONElement(document: self, index: index) }

  /// The decoded text of the string or key at a place in ``nodes``.
  public func text(at index: Int) -> String {
    let node = nodes[index]
    return node.hasEscapes
      ? String(decoding: decodedJSONString(bytes.span.extracting(node.range)), as: UTF8.self)
      : String(decoding: bytes[node.range], as: UTF8.self)
  }
}
