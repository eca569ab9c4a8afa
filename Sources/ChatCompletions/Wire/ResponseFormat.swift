package import JSON

/// The `response_format` of type `json_schema`: the shape the answer is to have.
package struct ResponseFormat: Sendable, Hashable {
  /// Letters, digits, `_` and `-`, at most 64 of them: what OpenAI and OpenRouter accept.
  package let name: String
  package var schema: JSONValue
  package var strict: Bool

  /// - Parameter name: a character that the wire does not take becomes `_`; an empty name becomes `record`.
  package init(name: String, schema: JSONValue, strict: Bool = true) {
    let bytes = name.utf8.prefix(64).map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        byte
      default: UInt8(ascii: "_")
      }
    }
    self.name = bytes.isEmpty ? "record" : String(decoding: bytes, as: UTF8.self)
    self.schema = schema
    self.strict = strict
  }
}
