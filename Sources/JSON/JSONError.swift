/// Why a text is not JSON (RFC 8259), and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The rule that was broken.
  public enum Code: String, Sendable {
    case empty = "there is no JSON value"
    case byteOrderMark = "the text starts with a byte order mark, but JSON is UTF-8 without one"
    case unexpectedEnd = "the text ends before the value is complete"
    case expectedValue = "a value was expected"
    case expectedKey = "a key in double quotes was expected"
    case trailingComma = "there is a comma before the closing bracket"
    case expectedColon = "a ':' was expected after the key"
    case expectedCommaOrBrace = "a ',' or '}' was expected"
    case expectedCommaOrBracket = "a ',' or ']' was expected"
    case trailingContent = "there is more text after the value"
    case invalidNumber = "a number is malformed"
    case invalidEscape = "a string has an unknown escape"
    case loneSurrogate = "a string has half of a surrogate pair"
    case controlCharacter = "a string has a control character that must be escaped"
    case invalidUTF8 = "the text is not valid UTF-8"
    case duplicateKey = "an object has the same key twice"
    case tooDeep = "the nesting is deeper than the limit (512 unless set otherwise)"
    case tooLarge = "the text is larger than the limit"
  }

  /// The rule that was broken.
  public let code: Code
  /// Offset of the offending byte; the length of the text where it ends too early.
  public let offset: Int
  /// Line of the offending byte, from 1. Lines end with a line feed.
  public let line: Int
  /// Column of the offending byte in its line, in bytes, from 1.
  public let column: Int
  /// JSON Pointer (RFC 6901) to the value that was being read.
  public let pointer: String

  /// The reason and the place in one sentence fragment, without any of the text itself.
  public var description: String {
    let place = "line \(line), column \(column)"
    return pointer.isEmpty
      ? "\(code.rawValue) (\(place))" : "\(code.rawValue) (\(place), in \(pointer))"
  }

  init(_ code: Code, at offset: Int, in bytes: Span<UInt8>, pointer: String) {
    var line = 1
    var lineStart = 0
    for i in 0..<min(offset, bytes.count) where bytes[i] == UInt8(ascii: "\n") {
      line += 1
      lineStart = i + 1
    }
    self.code = code
    self.offset = offset
    self.line = line
    self.column = offset - lineStart + 1
    self.pointer = pointer
  }
}
