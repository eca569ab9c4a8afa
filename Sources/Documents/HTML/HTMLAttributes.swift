import CLibXML2

/// The attributes of a page's elements, as ranges of its source.
///
/// They stay out of libxml2's tree, which takes time by the square of a tag's attributes and 200 bytes for each: a node
/// has only the number of its element here.
struct HTMLAttributes {
  private struct Slot {
    var attribute: HTMLAttribute
    var start: UInt32
    var end: UInt32
  }

  private let source: [UInt8]
  private var slots: [Slot] = []
  /// Where each element's slots begin. Element 0 has none, and stands for all without attributes.
  private var starts: [UInt32] = [0, 0]
  /// The attributes of the element being added, a bit each: the first of two wins.
  private var seen: UInt64 = 0
  /// The attributes of all elements, a bit each.
  private var present: UInt64 = 0

  /// - Parameter source: valid UTF-8.
  init(source: [UInt8]) {
    self.source = source
  }

  /// Adds an attribute to the next element.
  mutating func add(_ attribute: HTMLAttribute, _ value: Range<Int>) {
    let bit: UInt64 = 1 << UInt64(attribute.rawValue)
    guard seen & bit == 0 else { return }
    seen |= bit
    present |= bit
    slots.append(Slot(attribute: attribute, start: UInt32(value.lowerBound), end: UInt32(value.upperBound)))
  }

  /// Ends an element. Returns its number, 0 if it has no attribute.
  mutating func endElement() -> Int {
    guard seen != 0 else { return 0 }
    seen = 0
    starts.append(UInt32(slots.count))
    return starts.count - 2
  }

  /// Forgets what was added since the last end of an element.
  mutating func discardElement() {
    seen = 0
    slots.removeLast(slots.count - Int(starts[starts.count - 1]))
  }

  /// True if the element has one of the attributes.
  func hasAny(of wanted: [HTMLAttribute], _ node: xmlNodePtr) -> Bool {
    guard let element = node.elementNumber else { return false }
    for slot in Int(starts[element])..<Int(starts[element + 1]) where wanted.contains(slots[slot].attribute) {
      return true
    }
    return false
  }

  /// True if an element of the page may have the attribute.
  func contains(_ attribute: HTMLAttribute) -> Bool {
    present & 1 << UInt64(attribute.rawValue) != 0
  }

  /// Where an attribute's value stands in the source, references as written; nil if the element hasn't got it.
  func range(_ attribute: HTMLAttribute, ofElement element: Int) -> Range<Int>? {
    var slot = Int(starts[element])
    let end = Int(starts[element + 1])
    while slot < end {
      if slots[slot].attribute == attribute { return Int(slots[slot].start)..<Int(slots[slot].end) }
      slot += 1
    }
    return nil
  }

  /// The value of an attribute, references decoded and without C1 controls; nil if the element hasn't got it.
  func value(_ attribute: HTMLAttribute, ofElement element: Int) -> [UInt8]? {
    guard let range = range(attribute, ofElement: element) else { return nil }
    let value = decodedReferences(source, range)
    // No reader sees them, and two of them have a meaning of ours in text.
    return value.contains(0xC2) ? withoutC1Controls(value) : value
  }

  private func withoutC1Controls(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var i = 0
    while i < text.count {
      if text[i] == 0xC2, text[i + 1] < 0xA0 {
        i += 2
      } else {
        result.append(text[i])
        i += 1
      }
    }
    return result
  }

  /// The value of an attribute of a node.
  func value(_ attribute: HTMLAttribute, of node: xmlNodePtr) -> [UInt8]? {
    guard let element = node.elementNumber else { return nil }
    return value(attribute, ofElement: element)
  }

  /// The same of an attribute that is asked for again by every element inside: nil if it is longer than people write.
  func shortValue(_ attribute: HTMLAttribute, of node: xmlNodePtr) -> [UInt8]? {
    guard let range = range(attribute, of: node), range.count <= 1000 else { return nil }
    return value(attribute, of: node)
  }

  /// Where an attribute's value of a node stands in the source.
  func range(_ attribute: HTMLAttribute, of node: xmlNodePtr) -> Range<Int>? {
    guard let element = node.elementNumber else { return nil }
    return range(attribute, ofElement: element)
  }

  func has(_ attribute: HTMLAttribute, _ node: xmlNodePtr) -> Bool {
    range(attribute, of: node) != nil
  }

  /// The value of an attribute that holds a whole number of up to nine digits; what stands behind it doesn't count
  /// (https://html.spec.whatwg.org/#rules-for-parsing-integers).
  func number(_ attribute: HTMLAttribute, of node: xmlNodePtr) -> Int? {
    guard let value = value(attribute, of: node) else { return nil }
    let rest = value.drop(while: isHTMLSpace)
    let isSigned = rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+")
    let digits = rest.dropFirst(isSigned ? 1 : 0).prefix(while: isDigit)
    guard digits.count <= 9, let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    return rest.first == UInt8(ascii: "-") ? -number : number
  }
}

extension HTMLAttributes {
  /// Whether a word in the values of some attributes is looked for: `mainNav left` holds `main`, `nav` and `left`.
  ///
  /// - Parameter isWanted: takes a word from `packedName`.
  func words(in wanted: [HTMLAttribute], of node: xmlNodePtr, contain isWanted: (UInt64) -> Bool) -> Bool {
    guard let element = node.elementNumber else { return false }
    for attribute in wanted {
      guard let range = range(attribute, ofElement: element) else { continue }
      var start = range.lowerBound
      var i = start
      while i <= range.upperBound {
        let isEnd = i == range.upperBound || isASCIILetter(source[i]) == false
        let isHump = isEnd == false && i > start && isCapital(source[i]) && isCapital(source[i - 1]) == false
        if isEnd || isHump {
          if i > start, isWanted(packedName(source, start..<i)) { return true }
          start = isEnd ? i + 1 : i
        }
        i += 1
      }
    }
    return false
  }

  private func isCapital(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "A") < 26 }
}

/// What a node keeps of ours in libxml2's private pointer: the number of its element, all bits turned where it is skipped.
extension xmlNodePtr {
  /// The number of the element in the page's attributes, nil if it has none.
  var elementNumber: Int? {
    let stored = Int(bitPattern: pointee._private)
    let number = stored < 0 ? ~stored : stored
    return number == 0 ? nil : number
  }

  /// The walk leaves it out with everything in it.
  var isSkipped: Bool { Int(bitPattern: pointee._private) < 0 }

  func skip() {
    let stored = Int(bitPattern: pointee._private)
    if stored >= 0 { pointee._private = UnsafeMutableRawPointer(bitPattern: ~stored) }
  }
}
