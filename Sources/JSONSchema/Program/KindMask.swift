import JSON

/// A set of kinds as bits: one for each ``JSONKind``, and one for numbers that are whole.
enum KindMask {
  static let integer: UInt32 = 1 << 15
  /// Numbers written without fraction and exponent.
  static let integerLiteral: UInt32 = 1 << 14
  static let number = bit(.number)
  static let string = bit(.string) | bit(.key)
  static let boolean = bit(.true) | bit(.false)
  static let null = bit(.null)
  static let array = bit(.array)
  static let object = bit(.object)

  @inline(__always)
  static func bit(_ kind: JSONKind) -> UInt32 { 1 << UInt32(kind.rawValue) }

  /// The schema's type names, in the order in which messages list them.
  static let names: [(name: String, mask: UInt32)] = [
    ("string", string), ("number", number), ("integer", integer), ("boolean", boolean), ("array", array),
    ("object", object), ("null", null),
  ]
}
