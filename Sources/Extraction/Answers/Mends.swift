/// What had to be mended in an answer before it was JSON of the shape that was asked for.
package struct Mends: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The JSON stood in the model's reasoning, beside an empty content.
  package static let reasoning = Mends(rawValue: 1 << 0)
  /// The model thought aloud first, between tags of its own.
  package static let thinking = Mends(rawValue: 1 << 1)
  package static let byteOrderMark = Mends(rawValue: 1 << 2)
  package static let codeFence = Mends(rawValue: 1 << 3)
  package static let textAround = Mends(rawValue: 1 << 4)
  /// The JSON was written as a string of JSON.
  package static let doubleEncoding = Mends(rawValue: 1 << 5)
  /// Several values stood one after the other instead of in a list.
  package static let valuesInRow = Mends(rawValue: 1 << 6)
  /// The records stood in another envelope than the one asked for, or in none.
  package static let envelope = Mends(rawValue: 1 << 7)
  package static let comment = Mends(rawValue: 1 << 8)
  package static let trailingComma = Mends(rawValue: 1 << 9)
  package static let singleQuotes = Mends(rawValue: 1 << 10)
  package static let unquotedKey = Mends(rawValue: 1 << 11)
  /// `True`, `False` or `None`.
  package static let pythonLiteral = Mends(rawValue: 1 << 12)
  package static let controlCharacter = Mends(rawValue: 1 << 13)
  /// An escape that JSON doesn't have: `\'` or `\xA0`.
  package static let escape = Mends(rawValue: 1 << 14)
  /// `+1`, `.5` or `5.`.
  package static let numberForm = Mends(rawValue: 1 << 15)
  /// A blank between tokens that JSON doesn't have, such as a no-break space.
  package static let blank = Mends(rawValue: 1 << 16)
  /// A key stood twice in an object, with the same value.
  package static let repeatedKey = Mends(rawValue: 1 << 17)
  /// The answer was cut off, or ran into its limit, behind JSON that was whole.
  package static let cutBehind = Mends(rawValue: 1 << 18)

  /// The words that records and reports carry, in a fixed order.
  private static let words: [(mend: Mends, name: String)] = [
    (.reasoning, "JSON in reasoning"), (.thinking, "thinking in front"), (.byteOrderMark, "byte order mark"),
    (.codeFence, "code fence"), (.textAround, "text around"), (.doubleEncoding, "double encoding"),
    (.valuesInRow, "values in a row"), (.envelope, "other envelope"), (.comment, "comment"),
    (.trailingComma, "trailing comma"), (.singleQuotes, "single quotes"), (.unquotedKey, "unquoted key"),
    (.pythonLiteral, "Python literal"), (.controlCharacter, "control character"), (.escape, "odd escape"),
    (.numberForm, "number form"), (.blank, "odd blank"), (.repeatedKey, "repeated key"),
    (.cutBehind, "cut behind the JSON"),
  ]

  /// What was mended, in words.
  package var names: [String] { Self.words.filter { contains($0.mend) }.map(\.name) }
}
