/// The exact decimal value of a number's text, as places in that text: nothing is copied, nothing is rounded.
///
/// The value is `0.d₀d₁d₂… × 10^magnitude` with `digitCount` significant digits, the first and the last not zero;
/// zero has none.
public struct JSONDecimal: BitwiseCopyable, Sendable {
  /// Whether the value is below zero. Never set for zero, so that `-0` equals `0`.
  public private(set) var isNegative: Bool
  /// The power of ten. Exponents beyond ±2⁵⁸ are taken as ±2⁵⁸.
  public private(set) var magnitude: Int
  /// How many significant digits there are.
  public private(set) var digitCount: Int
  /// Offset of the first significant digit.
  private var firstDigit: Int
  /// Offset of the decimal point, or of what follows the digits where there is none.
  private var point: Int

  private static let exponentLimit = 1 << 58

  /// Reads the text of a well-formed JSON number.
  public init(_ text: Span<UInt8>) {
    var i = 0
    let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
    if isNegative { i = 1 }
    var point = -1
    var first = -1
    var last = -1
    while i < text.count {
      let byte = text[i]
      if byte == UInt8(ascii: ".") {
        point = i
      } else if byte &- UInt8(ascii: "0") < 10 {
        if byte != UInt8(ascii: "0") {
          if first < 0 { first = i }
          last = i
        }
      } else {
        break
      }
      i += 1
    }
    if point < 0 { point = i }
    guard first >= 0 else {
      self.isNegative = false
      self.magnitude = 0
      self.digitCount = 0
      self.firstDigit = 0
      self.point = 0
      return
    }
    var exponent = 0
    if i < text.count {
      i += 1
      let isExponentNegative = text[i] == UInt8(ascii: "-")
      if isExponentNegative || text[i] == UInt8(ascii: "+") { i += 1 }
      while i < text.count {
        exponent = min(exponent * 10 + Int(text[i] - UInt8(ascii: "0")), Self.exponentLimit)
        i += 1
      }
      if isExponentNegative { exponent = -exponent }
    }
    self.isNegative = isNegative
    self.magnitude = exponent + (first < point ? point - first : point - first + 1)
    self.digitCount = last - first + 1 - (first < point && last > point ? 1 : 0)
    self.firstDigit = first
    self.point = point
  }

  /// The significant digit at a position, 0 to 9.
  public func digit(_ position: Int, _ text: Span<UInt8>) -> UInt8 {
    let offset = firstDigit + position
    return text[offset < point || firstDigit > point ? offset : offset + 1] - UInt8(ascii: "0")
  }

  /// Whether the value is whole (`1`, `1.0`, `10e-1`).
  public var isInteger: Bool { digitCount <= max(magnitude, 0) }

  /// Negative, zero or positive as the first number is below, equal to or above the second.
  public static func compare(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
    let left = JSONDecimal(a)
    let right = JSONDecimal(b)
    if left.digitCount == 0 || right.digitCount == 0 {
      let leftSign = left.digitCount == 0 ? 0 : left.isNegative ? -1 : 1
      let rightSign = right.digitCount == 0 ? 0 : right.isNegative ? -1 : 1
      return leftSign - rightSign
    }
    if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
    let sign = left.isNegative ? -1 : 1
    if left.magnitude != right.magnitude { return left.magnitude < right.magnitude ? -sign : sign }
    for position in 0..<min(left.digitCount, right.digitCount) {
      let difference = Int(left.digit(position, a)) - Int(right.digit(position, b))
      if difference != 0 { return difference < 0 ? -sign : sign }
    }
    return left.digitCount == right.digitCount ? 0 : left.digitCount < right.digitCount ? -sign : sign
  }
}
