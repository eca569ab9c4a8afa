/// A JSON Pointer (RFC 6901): the way from a root to one of its values.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The keys and array positions, decoded.
  public var tokens: [String]

  /// A pointer from its decoded parts; none point to the root.
  public init(_ tokens: [String] = []) {
    self.tokens = tokens
  }

  /// A pointer from its text, `""` or `/a/b~1c/0`; nil where the text is none.
  public init?(parsing text: String) {
    guard !text.isEmpty else {
      self.init()
      return
    }
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      var token: [UInt8] = []
      var isEscaped = false
      for byte in part {
        switch (isEscaped, byte) {
        case (false, UInt8(ascii: "~")): isEscaped = true
        case (false, _): token.append(byte)
        case (true, UInt8(ascii: "0")):
          token.append(UInt8(ascii: "~"))
          isEscaped = false
        case (true, UInt8(ascii: "1")):
          token.append(UInt8(ascii: "/"))
          isEscaped = false
        default: return nil
        }
      }
      guard !isEscaped else { return nil }
      tokens.append(String(decoding: token, as: UTF8.self))
    }
    self.init(tokens)
  }

  /// The pointer's text; empty for the root.
  public var description: String {
    var text: [UInt8] = []
    for token in tokens {
      text.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): text.append(contentsOf: "~0".utf8)
        case UInt8(ascii: "/"): text.append(contentsOf: "~1".utf8)
        default: text.append(byte)
        }
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The pointer one step further.
  public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens + [token]) }

  /// The pointer one array element further.
  public func appending(_ position: Int) -> JSONPointer { JSONPointer(tokens + [String(position)]) }

  /// The value the pointer leads to, or nil where there is none.
  public func resolve(in root: JSONElement) -> JSONElement? {
    var element = root
    for token in tokens {
      let next: JSONElement?
      if element.kind == .array {
        // RFC 6901: no leading zeros, no sign.
        guard let position = Int(token), String(position) == token else { return nil }
        next = element[position]
      } else {
        next = element[token]
      }
      guard let next else { return nil }
      element = next
    }
    return element
  }
}
