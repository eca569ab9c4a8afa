/// A property's name with what stands behind it in compact text, `name":`, as two words to compare with a text's.
struct NameInText: BitwiseCopyable, Sendable {
  private var first: UInt64 = 0
  private var firstMask: UInt64 = 0
  private var second: UInt64 = 0
  private var secondMask: UInt64 = 0
  /// Bytes of the name, the quote and the colon; 0 where that is more than two words, or the name has to be escaped.
  private(set) var count = 0

  /// A name that matches nothing where its text would be longer than two words, or is written with escapes.
  init(_ name: String) {
    let text = Array("\(name)\":".utf8)
    guard text.count <= 16, !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
      // Only zero bytes match, and no value begins with one.
      firstMask = .max
      return
    }
    count = text.count
    first = littleEndianWord(text.span, 0, min(count, 8))
    firstMask = ~0 >> UInt64(64 - min(count, 8) * 8)
    guard count > 8 else { return }
    second = littleEndianWord(text.span, 8, count)
    secondMask = ~0 >> UInt64(64 - (count - 8) * 8)
  }

  /// Whether two words of a text, from behind a key's opening quote, begin with the name, its quote and a colon.
  @inline(__always)
  func begins(_ word: UInt64, _ nextWord: UInt64) -> Bool {
    ((word ^ first) & firstMask) | ((nextWord ^ second) & secondMask) == 0
  }
}
