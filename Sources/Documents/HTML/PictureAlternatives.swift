/// Which of the texts that stand for pictures are worth writing: `alt` attributes are long, many, and mostly said elsewhere.
struct PictureAlternatives {
  /// The beginning of the page's title.
  var pageTitle: ArraySlice<UInt8> = []
  private var seen: Set<UInt64> = []

  /// A picture that is a link names what it leads to, at the length of a name or not at all.
  private static let mostBytesInLink = 40
  private static let mostBytes = 80

  /// True for a text that is short, is no file's name, and was not met before. Remembers it.
  mutating func adds(_ text: ArraySlice<UInt8>, isInLink: Bool) -> Bool {
    let limit = isInLink ? PictureAlternatives.mostBytesInLink : PictureAlternatives.mostBytes
    guard text.isEmpty == false, text.count <= limit, isFileName(text) == false,
      contains(pageTitle, text) == false
    else { return false }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text where isHTMLSpace(byte) == false {
      hash = (hash ^ UInt64(lowercased(byte))) &* 0x100_0000_01B3
    }
    return seen.insert(hash).inserted
  }

  /// True for `photo.jpg` and for `IMG_2041`.
  private func isFileName(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.contains(where: isHTMLSpace) == false else { return false }
    if text.contains(UInt8(ascii: "_")), text.contains(where: isDigit) { return true }
    guard let dot = text.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = String(decoding: text[(dot + 1)...].map(lowercased), as: UTF8.self)
    return ["jpg", "jpeg", "png", "gif", "webp", "svg", "avif", "bmp"].contains(ending)
  }
}
