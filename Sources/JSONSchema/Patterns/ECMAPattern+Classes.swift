extension ECMAPattern {
  /// A class, from behind its bracket.
  mutating func characterClass() throws(PatternError) {
    let isNegated = take("^")
    if take("]") {
      // `[]` matches nothing, `[^]` anything.
      return write(isNegated ? #"[\x{0}-\x{10ffff}]"# : "(?!)")
    }
    write(isNegated ? "[^" : "[")
    while true {
      guard let scalar = next else { throw PatternError(message: "a class is not closed by \"]\"") }
      if scalar == "]" { break }
      let low = try classAtom()
      guard next == "-", position + 1 < input.count, input[position + 1] != "]" else { continue }
      position += 1
      let start = position
      guard let low, let high = try classAtom(isRangeEnd: true) else {
        // A set has no first and last character: the hyphen is one (ECMA-262, annex B.1.2.8.1).
        position = start
        write(UInt32(UInt8(ascii: "-")))
        continue
      }
      guard low <= high else { throw PatternError(message: "a range in a class is out of order") }
      write("-")
      write(high)
    }
    position += 1
    write("]")
  }

  /// A member of a class: a code point, or nil for a set. Written at once, unless it ends a range.
  private mutating func classAtom(isRangeEnd: Bool = false) throws(PatternError) -> UInt32? {
    guard let scalar = next else { throw PatternError(message: "a class is not closed by \"]\"") }
    position += 1
    var value = scalar.value
    if scalar == "\\" {
      if let set = try ECMACharacterSet(input, &position) {
        if !isRangeEnd { write(set.insideClass) }
        return nil
      }
      value = try characterEscape(inClass: true)
    }
    if !isRangeEnd { write(value) }
    return value
  }
}
