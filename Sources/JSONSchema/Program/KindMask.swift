import JSON

/// A set of kinds as bits: one for each ``JSONKind``, and more for numbers.
enum KindMask {
  /// Numbers that are written without fraction and exponent have the bit of ``JSONKind/number``, all others this one.
  private static let otherNumber: UInt32 = 1 << (UInt32(JSONKind.number.rawValue) + 8)
  /// Of all other numbers those that are whole are in the set (`1.0`).
  static let wholeNumber: UInt32 = 1 << 16
  /// Of all other numbers none is in the set, although the schema asks for integers.
  private static let draft4: UInt32 = 1 << 17

  static let number = bit(.number) | otherNumber
  static let integer = bit(.number) | wholeNumber
  /// Draft 4, section 3.5: an integer is written without fraction and exponent.
  static let integerOfDraft4 = bit(.number) | draft4
  static let string = bit(.string) | bit(.key)
  static let boolean = bit(.true) | bit(.false)
  static let null = bit(.null)
  static let array = bit(.array)
  static let object = bit(.object)
  static let all = UInt32.max

  @inline(__always)
  static func bit(_ kind: JSONKind) -> UInt32 { 1 << UInt32(kind.rawValue) }

  /// The bit of a value: its kind's, or the one for numbers that are not written as integers.
  @inline(__always)
  static func bit(of value: JSONNode) -> UInt32 {
    1 &<< (UInt32(value.kind.rawValue) &+ (value.isIntegerLiteral ? 0 : 8))
  }

  /// The schema's type names, in the order in which messages list them.
  static let names: [(name: String, mask: UInt32)] = [
    ("string", string), ("number", number), ("integer", integer), ("boolean", boolean), ("array", array),
    ("object", object), ("null", null),
  ]

  /// The names of the types in a set.
  static func names(in mask: UInt32) -> [String] {
    // What is an integer in draft 4 is one in messages too, and every integer is a number.
    let mask = mask & draft4 == 0 ? mask : mask | integer
    return names.filter { mask & $0.mask == $0.mask }.map(\.name)
      .filter { $0 != "integer" || mask & number != number }
  }
}
