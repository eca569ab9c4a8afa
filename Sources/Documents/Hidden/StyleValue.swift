/// The value of a CSS declaration, without white space around it and without `!important`.
struct StyleValue {
  private let bytes: [UInt8]
  private let range: Range<Int>
  let isImportant: Bool

  /// - Parameter range: what stands between the colon and the semicolon.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var range = StyleValue.trimmed(bytes, range)
    var isImportant = false
    if let mark = bytes[range].lastIndex(of: UInt8(ascii: "!")) {
      let word = StyleValue.trimmed(bytes, (mark + 1)..<range.upperBound)
      if bytes[word].lazy.map(lowercased).elementsEqual("important".utf8) {
        isImportant = true
        range = StyleValue.trimmed(bytes, range.lowerBound..<mark)
      } else {
        // A mistake, for which a browser passes over the declaration.
        range = mark..<mark
      }
    }
    self.bytes = bytes
    self.range = range
    self.isImportant = isImportant
  }

  var isEmpty: Bool { range.isEmpty }

  /// The whole value as one word in small letters; empty if it is longer than any keyword.
  var word: String {
    range.count <= 16 ? String(decoding: bytes[range].map(lowercased), as: UTF8.self) : ""
  }

  /// True if the whole value is a word, in whatever case.
  func `is`(_ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount && hasPrefix(text)
  }

  func contains(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard range.count >= wanted.count else { return false }
    return (range.lowerBound...(range.upperBound - wanted.count)).contains { start in
      bytes[start..<(start + wanted.count)].lazy.map(lowercased).elementsEqual(wanted)
    }
  }

  func hasPrefix(_ text: StaticString) -> Bool {
    guard range.count >= text.utf8CodeUnitCount else { return false }
    for i in 0..<text.utf8CodeUnitCount
    where lowercased(bytes[range.lowerBound + i]) != text.utf8Start[i] { return false }
    return true
  }

  var hasMinus: Bool { bytes[range].contains(UInt8(ascii: "-")) }

  /// One of the parts between white space.
  func side(_ number: Int) -> StyleValue? {
    var i = range.lowerBound
    var count = 0
    while i < range.upperBound {
      while i < range.upperBound, isHTMLSpace(bytes[i]) { i += 1 }
      let start = i
      while i < range.upperBound, isHTMLSpace(bytes[i]) == false { i += 1 }
      if count == number { return start < i ? StyleValue(bytes, start..<i) : nil }
      count += 1
    }
    return nil
  }

  /// The parts between white space, commas, slashes and parentheses: at most sixteen.
  var parts: [StyleValue] {
    var parts: [StyleValue] = []
    var start: Int?
    for i in range {
      switch bytes[i] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: ","), UInt8(ascii: "/"), UInt8(ascii: "("),
        UInt8(ascii: ")"):
        if let begun = start { parts.append(StyleValue(bytes, begun..<i)) }
        start = nil
        if parts.count == 16 { return parts }
      default: if start == nil { start = i }
      }
    }
    if let start { parts.append(StyleValue(bytes, start..<range.upperBound)) }
    return parts
  }

  enum Unit {
    case none, pixel, font, percent
  }

  /// The value as a number with a unit, absolute lengths and shares of the window as pixels; nil if it is no number.
  var length: (value: Double, unit: Unit)? {
    var i = range.lowerBound
    var sign = 1.0
    if i < range.upperBound, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
      if bytes[i] == UInt8(ascii: "-") { sign = -1 }
      i += 1
    }
    let digits = i
    var value = 0.0
    while i < range.upperBound, isDigit(bytes[i]) {
      value = value * 10 + Double(bytes[i] - UInt8(ascii: "0"))
      i += 1
    }
    var hasDigits = i > digits
    if i < range.upperBound, bytes[i] == UInt8(ascii: ".") {
      i += 1
      var scale = 0.1
      while i < range.upperBound, isDigit(bytes[i]) {
        hasDigits = true
        value += scale * Double(bytes[i] - UInt8(ascii: "0"))
        scale /= 10
        i += 1
      }
    }
    guard hasDigits else { return nil }
    value *= sign
    if i == range.upperBound { return (value, .none) }
    let unit = StyleValue(bytes, i..<range.upperBound)
    if unit.is("px") { return (value, .pixel) }
    if unit.is("%") { return (value, .percent) }
    if unit.is("em") || unit.is("ex") || unit.is("ch") { return (value, .font) }
    for (name, pixels) in pixelsByUnit where unit.is(name) { return (value * pixels, .pixel) }
    return nil
  }

  /// The value as a length in pixels, with a font of 16 pixels and a window of 1000; nil if it is no length.
  var pixels: Double? {
    guard let (value, unit) = length else { return nil }
    switch unit {
    case .none, .pixel: return value
    case .font: return value * 16
    // Of an element about as wide as a column: -100 % is where sliders keep the slide before.
    case .percent: return value * 3
    }
  }

  /// A colour in one spelling, so that two can be compared; nil for what is no plain colour.
  var color: [UInt8]? {
    let text = bytes[range].map(lowercased)
    if text.first == UInt8(ascii: "#") {
      let digits = text.dropFirst()
      return digits.count == 3 ? digits.flatMap { [$0, $0] } : digits.count == 6 ? Array(digits) : nil
    }
    switch word {
    case "white": return Array("ffffff".utf8)
    case "black": return Array("000000".utf8)
    case "", "inherit", "initial", "unset", "currentcolor", "transparent": break
    case let name: return name.utf8.allSatisfy(isASCIILetter) ? Array(name.utf8) : nil
    }
    guard hasPrefix("rgb(") else { return nil }
    let channels = parts.dropFirst().compactMap { $0.length?.value }
    guard channels.count == 3 else { return nil }
    let digits = Array("0123456789abcdef".utf8)
    return channels.flatMap { channel in
      let value = Int(max(0, min(255, channel)))
      return [digits[value >> 4], digits[value & 15]]
    }
  }

  /// True for a colour that lets all through.
  var isTransparent: Bool {
    if bytes[range].first == UInt8(ascii: "#") {
      return range.count == 5 || range.count == 9
        ? bytes[range].suffix(range.count / 4).allSatisfy { $0 == UInt8(ascii: "0") } : false
    }
    guard hasPrefix("rgb") || hasPrefix("hsl") else { return self.is("transparent") }
    let parts = parts
    return parts.count == 5 && parts[4].length?.value == 0
  }

  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isHTMLSpace(bytes[start]) { start += 1 }
    while end > start, isHTMLSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}

/// Of a window of a thousand pixels both ways.
private let pixelsByUnit: [(StaticString, Double)] = [
  ("rem", 16), ("vw", 10), ("vh", 10), ("pt", 4.0 / 3), ("in", 96), ("cm", 38), ("mm", 3.8), ("pc", 16),
  ("dvw", 10),
  ("dvh", 10), ("svh", 10), ("lvh", 10), ("vmin", 10), ("vmax", 10),
]
