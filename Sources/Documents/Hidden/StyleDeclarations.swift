/// What a block of CSS declarations says about whether text can be seen.
///
/// Of each property that matters it holds whether it is set, whether to a value that can hide, and whether that is
/// important. All else is passed over, so that a rule is three numbers.
struct StyleDeclarations: Equatable, Sendable {
  enum Property: UInt32 {
    /// Hiding: `none`.
    case display
    /// Hiding: `hidden`, `collapse`. Inherited.
    case visibility
    /// Hiding: nothing or next to nothing.
    case opacity
    /// Hiding: up to one pixel. Inherited.
    case fontSize
    /// Hiding: the colour of the background, set in the same block, or none at all.
    case color
    /// `content-visibility: hidden`.
    case contentVisibility
    /// A filter that takes all colour away.
    case filter
    /// Out of the flow of the text, so that the next four can move the element away.
    case position
    case left, right, top, bottom
    case marginLeft, marginTop, textIndent
    /// To an area of no size; only what is out of the flow can be clipped so.
    case clip
    case clipPath
    /// Scaled to nothing or moved far away.
    case transform
    /// What does not fit is not shown.
    case overflow
    /// No more than one pixel.
    case height, maxHeight
    /// Some height after all.
    case minHeight, padding
    /// Something is animated, so that the other properties are no more than where it begins.
    case animation

    fileprivate var bit: UInt32 { 1 << rawValue }
  }

  private var given: UInt32 = 0
  private(set) var hidingBits: UInt32 = 0
  private var important: UInt32 = 0
  /// The height is nothing at all, as that of a part that opens at a click.
  private(set) var isCollapsed = false

  init() {}

  /// - Parameters:
  ///   - range: declarations with semicolons between them.
  ///   - isPlain: there are no comments and no escapes.
  init(_ bytes: [UInt8], _ range: Range<Int>, isPlain: Bool = false) {
    if isPlain == false, bytes[range].contains(UInt8(ascii: "\\")) || hasComment(bytes, range) {
      let plain = plainStyle(bytes[range])
      read(plain, plain.indices)
    } else {
      read(bytes, range)
    }
  }

  /// True if an element is worth a second look for these: all else hides only together with one of them.
  var canHide: Bool {
    let context: UInt32 =
      Property.position.bit | Property.overflow.bit | Property.minHeight.bit | Property.padding.bit
      | Property.animation.bit
    return hidingBits & ~context != 0
  }

  func sets(_ property: Property) -> Bool { given & property.bit != 0 }
  func hides(_ property: Property) -> Bool { hidingBits & property.bit != 0 }

  /// True if one of some properties is set by most rules for other reasons.
  static func isCommon(_ bits: UInt32) -> Bool { bits & common != 0 }

  private static let common: UInt32 =
    Property.color.bit | Property.padding.bit | Property.marginLeft.bit | Property.marginTop.bit
    | Property.left.bit | Property.right.bit | Property.top.bit | Property.bottom.bit
    | Property.textIndent.bit

  /// False for what neither hides nor undoes what hides: most rules are about colours and margins.
  ///
  /// - Parameter hiding: the properties by which some rule of the page hides.
  func matters(whereOthersHideBy hiding: UInt32) -> Bool {
    return hidingBits != 0 || given & ~(Self.common & ~hiding) != 0
  }

  /// Only what these show, nothing of what they hide.
  var showing: StyleDeclarations {
    var result = self
    result.given &= ~hidingBits
    result.hidingBits = 0
    return result
  }

  /// Takes over what another part of the same block says.
  mutating func add(_ other: StyleDeclarations) {
    apply(other, important: false)
    apply(other, important: true)
    important |= other.important
  }

  /// Takes over what another block says that comes after this one, of its important declarations or of the others.
  mutating func apply(_ other: StyleDeclarations, important: Bool) {
    let mask = other.given & (important ? other.important : ~other.important)
    guard mask != 0 else { return }
    given |= mask
    hidingBits = hidingBits & ~mask | other.hidingBits & mask
    if mask & (Property.height.bit | Property.maxHeight.bit) != 0 { isCollapsed = other.isCollapsed }
  }

  /// Adds what a `hidden` attribute says, which every rule can overrule.
  mutating func hideByDefault() {
    given |= Property.display.bit
    hidingBits |= Property.display.bit
  }

  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>) {
    var colors: (text: StyleValue?, background: StyleValue?)
    var isTextClipped = false
    var i = range.lowerBound
    while i < range.upperBound {
      var start = i
      while start < range.upperBound, isHTMLSpace(bytes[start]) || bytes[start] == UInt8(ascii: ";") {
        start += 1
      }
      let (colon, end) = declaration(bytes, start..<range.upperBound)
      i = end + 1
      guard let colon else { continue }
      var nameEnd = colon
      while nameEnd > start, isHTMLSpace(bytes[nameEnd - 1]) { nameEnd -= 1 }
      guard let name = StyleName(bytes, start..<nameEnd) else { continue }
      let value = StyleValue(bytes, (colon + 1)..<end)
      guard value.isEmpty == false else { continue }
      switch name {
      case .color: colors.text = value
      case .background: colors.background = value
      case .backgroundClip: isTextClipped = isTextClipped || value.contains("text")
      default: break
      }
      read(name, value)
    }
    guard let text = colors.text, isTextClipped == false else { return }
    if text.isTransparent {
      hidingBits |= Property.color.bit
    } else if let background = colors.background?.color, text.color == background {
      hidingBits |= Property.color.bit
    }
  }

  /// Where a declaration's colon stands and where it ends, strings and parentheses passed over.
  private func declaration(_ bytes: [UInt8], _ range: Range<Int>) -> (colon: Int?, end: Int) {
    var colon: Int?
    var depth = 0
    var i = range.lowerBound
    while i < range.upperBound {
      switch bytes[i] {
      case UInt8(ascii: ":") where colon == nil: colon = i
      case UInt8(ascii: ";") where depth == 0: return (colon, i)
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        // A string without an end ends with its line.
        let quote = bytes[i]
        i += 1
        while i < range.upperBound, bytes[i] != quote, bytes[i] != 0x0A { i += 1 }
      default: break
      }
      i += 1
    }
    return (colon, range.upperBound)
  }

  private mutating func read(_ name: StyleName, _ value: StyleValue) {
    switch name {
    case .display: note(.display, value, value.is("none"))
    case .visibility:
      if value.is("hidden") || value.is("collapse") {
        note(.visibility, value, true)
      } else if value.is("visible") || value.is("initial") {
        note(.visibility, value, false)
      }
    case .opacity: note(.opacity, value, value.length.map(isInvisible) ?? false)
    case .font, .fontSize: readFontSize(name, value)
    case .color: note(.color, value, false)
    // Another ground shows what the same colour hid.
    case .background: note(.color, value, false)
    case .backgroundClip: break
    case .contentVisibility: note(.contentVisibility, value, value.is("hidden"))
    case .filter: note(.filter, value, value.contains("opacity(0)") || value.contains("opacity(0%)"))
    case .position: note(.position, value, value.is("absolute") || value.is("fixed"))
    case .left: note(.left, value, isFar(value) || isFarRight(value))
    case .right: note(.right, value, isFar(value))
    case .top: note(.top, value, isFar(value))
    case .bottom: note(.bottom, value, isFar(value))
    case .marginLeft: note(.marginLeft, value, isFar(value))
    case .marginTop: note(.marginTop, value, isFar(value))
    case .margin:
      // Top, right, bottom, left; what is missing is as its opposite.
      let sides = value.hasMinus ? (value.side(0), value.side(3) ?? value.side(1)) : (nil, nil)
      note(.marginTop, value, sides.0.map(isFar) ?? false)
      note(.marginLeft, value, sides.1.map(isFar) ?? false)
    case .textIndent: note(.textIndent, value, isFar(value))
    case .clip:
      let sides = value.parts.dropFirst().map { $0.pixels ?? 2 }
      note(.clip, value, value.hasPrefix("rect(") && sides.isEmpty == false && sides.allSatisfy { $0 <= 1 })
    case .clipPath: note(.clipPath, value, clipsAll(value))
    case .transform: note(.transform, value, transformsAway(value))
    case .overflow: note(.overflow, value, value.hasPrefix("hidden") || value.hasPrefix("clip"))
    case .height, .maxHeight:
      let length = value.pixels
      note(name == .height ? .height : .maxHeight, value, length.map { $0 <= 1 } ?? false)
      isCollapsed = length == 0
    case .minHeight: note(.minHeight, value, (value.pixels ?? 2) > 1)
    case .padding:
      note(.padding, value, (value.side(0)?.pixels ?? 0) > 1 || (value.side(2)?.pixels ?? 0) > 1)
    case .paddingSide: if (value.pixels ?? 2) > 1 { note(.padding, value, true) }
    case .animation: note(.animation, value, value.is("none") == false)
    }
  }

  private mutating func note(_ property: Property, _ value: StyleValue, _ hides: Bool) {
    let bit = property.bit
    // Of two in one block the last counts, unless only the first is important.
    guard important & bit == 0 || value.isImportant else { return }
    given |= bit
    hidingBits = hides ? hidingBits | bit : hidingBits & ~bit
    if value.isImportant { important |= bit }
  }

  private mutating func readFontSize(_ name: StyleName, _ value: StyleValue) {
    for part in name == .font ? value.parts : [value] {
      guard let (size, unit) = part.length else { continue }
      switch unit {
      case .none where size != 0:
        // The weight in a `font`.
        continue
      case .none, .pixel: note(.fontSize, value, size <= 1)
      case .font, .percent:
        // A share of the size around it: of nothing it is nothing.
        if size == 0 { note(.fontSize, value, true) }
      }
      return
    }
    switch value.word {
    case "medium", "small", "large", "x-small", "x-large", "xx-small", "xx-large", "initial":
      note(.fontSize, value, false)
    default: if name == .font, value.word != "inherit" { note(.fontSize, value, false) }
    }
  }
}

/// True for what nobody sees. A widespread page builder writes 0.001 for what it is about to fade in.
private func isInvisible(_ opacity: (value: Double, unit: StyleValue.Unit)) -> Bool {
  let value = opacity.unit == .percent ? opacity.value / 100 : opacity.value
  return value <= 0.01 && abs(value - 0.001) > 1e-9
}

/// True for a distance that takes an element out of any window.
private func isFar(_ value: StyleValue) -> Bool {
  value.pixels.map { $0 <= -999 } ?? false
}

/// Far down is where a long page ends, but far to the right is nothing.
private func isFarRight(_ value: StyleValue) -> Bool {
  value.pixels.map { $0 >= 9000 } ?? false
}

private func clipsAll(_ value: StyleValue) -> Bool {
  let numbers = value.parts.dropFirst().compactMap(\.length)
  guard let first = numbers.first else { return false }
  if value.hasPrefix("inset(") { return first.unit == .percent && first.value >= 50 }
  if value.hasPrefix("circle(") { return first.value == 0 }
  return value.hasPrefix("polygon(") && numbers.allSatisfy { $0.value == 0 }
}

private func transformsAway(_ value: StyleValue) -> Bool {
  let parts = value.parts
  for (function, argument) in zip(parts, parts.dropFirst()) where function.hasPrefix("scale") {
    if argument.length?.value == 0 { return true }
  }
  // Sliders move their slides by thousands.
  return value.hasPrefix("translate") && parts.contains { abs($0.pixels ?? 0) >= 9000 }
}
