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

  /// The text without the key: servers like to repeat the one they refuse.
  func redact(_ text: String) -> String {
    String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  func redact(_ text: [UInt8]) -> [UInt8] {
    let secret = Array(value.utf8)
    guard text.count >= secret.count else { return text }
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == secret[0], text[index...].starts(with: secret) {
        result += Array("<redacted>".utf8)
        index += secret.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }
}
