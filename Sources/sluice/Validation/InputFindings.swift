/// What was found that speaks of the whole input, for a last word about it.
struct InputFindings: Equatable {
  /// How many lines, elements and values have nothing at the pointer.
  var withoutInstance = 0
  /// Whether the first line of an input is no whole value: as in one value over many lines.
  var firstLineIsIncomplete = false
  /// Whether one value was expected and there is more text: as in JSON Lines.
  var valueIsFollowed = false
  /// Whether there was an array without elements to check.
  var hasEmptyArray = false

  static func += (a: inout Self, b: Self) {
    a.withoutInstance += b.withoutInstance
    a.firstLineIsIncomplete = a.firstLineIsIncomplete || b.firstLineIsIncomplete
    a.valueIsFollowed = a.valueIsFollowed || b.valueIsFollowed
    a.hasEmptyArray = a.hasEmptyArray || b.hasEmptyArray
  }
}
