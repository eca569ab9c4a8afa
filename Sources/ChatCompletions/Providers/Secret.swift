/// A provider's key. It prints as `<redacted>`, whichever way it is printed; only this target can read it.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where it came from, for messages: the name of an environment variable or of a file.
  package let source: String
  let value: String

  /// White space around the value is dropped.
  /// - Returns: `nil` when nothing is left, or when it holds anything but visible ASCII: no HTTP header can carry that, and
  ///   an error about it further down would print it.
  package init?(_ text: String, source: String) {
    let space = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    var bytes = text.utf8.drop(while: space)
    while let last = bytes.last, space(last) { bytes.removeLast() }
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
    value = String(decoding: bytes, as: UTF8.self)
    self.source = source
  }

  package var description: String { "<redacted>" }
  package var debugDescription: String { "<redacted>" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// The text without the key: servers like to repeat the one they refuse, in JSON with any of its characters escaped.
  func redact(_ text: String) -> String {
    String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  func redact(_ text: [UInt8]) -> [UInt8] {
    let secret = Array(value.utf8)
    guard text.count >= secret.count else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if let end = Self.end(of: secret, in: text, from: index) {
        result += Array("<redacted>".utf8)
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  /// Where the key ends that begins at an index: each byte stands as it is, behind a `\`, or as `\u002f`.
  private static func end(of secret: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    var index = start
    for byte in secret {
      guard index < text.count else { return nil }
      if text[index] == byte {
        index += 1
        continue
      }
      guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else { return nil }
      if text[index + 1] == byte {
        index += 2
      } else if text[index + 1] == UInt8(ascii: "u"), index + 6 <= text.count,
        Int(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16) == Int(byte)
      {
        index += 6
      } else {
        return nil
      }
    }
    return index
  }
}
