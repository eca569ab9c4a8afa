/// A JSON number as it is written, compared by its exact value: `1`, `1.0` and `10e-1` are equal, and thirty digits count.
public struct JSONNumber: Sendable, CustomStringConvertible, ExpressibleByIntegerLiteral {
  /// The number as written (RFC 8259, section 6).
  public let text: String

  /// A number from its text; nil where the text is no JSON number.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    var i = 0
    var flags: UInt32 = 0
    guard !bytes.isEmpty, JSONReader.scanNumber(bytes.span, &i, &flags), i == bytes.count else { return nil }
    self.text = text
  }

  /// A number from text that ``JSONReader`` accepted.
  init(unchecked text: String) {
    self.text = text
  }

  /// A whole number.
  public init(_ value: Int) {
    self.text = String(value)
  }

  /// A whole number.
  public init(integerLiteral value: Int) {
    self.init(value)
  }

  /// The shortest text that reads back as the same double; nil for infinities and NaN, which JSON lacks.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self.text = value.description
  }

  /// The number as written.
  public var description: String { text }

  /// The nearest double; infinite where the number is beyond its range.
  public var doubleValue: Double { Double(text) ?? .infinity }

  /// The value where it is whole and fits in an `Int`; else nil.
  public var intValue: Int? {
    if let value = Int(text) { return value }
    let bytes = Array(text.utf8)
    let decimal = JSONDecimal(bytes.span)
    guard decimal.isInteger, decimal.magnitude <= 19 else { return nil }
    var value = 0
    for position in 0..<max(decimal.magnitude, 0) {
      let digit = position < decimal.digitCount ? Int(decimal.digit(position, bytes.span)) : 0
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowed) =
        decimal.isNegative
        ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !overflow, !overflowed else { return nil }
      value = sum
    }
    return value
  }
}

extension JSONNumber: Comparable {
  /// Exact numeric equality.
  public static func == (a: JSONNumber, b: JSONNumber) -> Bool {
    let (left, right) = (Array(a.text.utf8), Array(b.text.utf8))
    return JSONDecimal.compare(left.span, right.span) == 0
  }

  /// Exact numeric order.
  public static func < (a: JSONNumber, b: JSONNumber) -> Bool {
    let (left, right) = (Array(a.text.utf8), Array(b.text.utf8))
    return JSONDecimal.compare(left.span, right.span) < 0
  }
}

extension JSONNumber: Hashable {
  /// Equal numbers hash alike, however they are written.
  public func hash(into hasher: inout Hasher) {
    let bytes = Array(text.utf8)
    let decimal = JSONDecimal(bytes.span)
    hasher.combine(decimal.isNegative)
    hasher.combine(decimal.magnitude)
    for position in 0..<decimal.digitCount { hasher.combine(decimal.digit(position, bytes.span)) }
  }
}
