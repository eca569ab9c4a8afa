/// What was found that speaks of the whole input, for a last word about it.
struct InputFindings: Equatable {
  /// How many lines, elements and values have nothing at the pointer.
  var withoutInstance = 0
  /// The first input whose first line is no whole value: as in one value over many lines.
  var inputWithIncompleteLine: Int?
  /// The first input where one value was expected and there is more text: as in JSON Lines.
  var inputWithMoreValues: Int?
  /// Whether there was an array without elements to check.
  var hasEmptyArray = false

  static func += (a: inout Self, b: Self) {
    a.withoutInstance += b.withoutInstance
    a.inputWithIncompleteLine = a.inputWithIncompleteLine ?? b.inputWithIncompleteLine
    a.inputWithMoreValues = a.inputWithMoreValues ?? b.inputWithMoreValues
    a.hasEmptyArray = a.hasEmptyArray || b.hasEmptyArray
  }
}
