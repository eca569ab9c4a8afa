extension ECMAPattern {
  /// An escape outside of a class, from behind its backslash.
  mutating func escape() throws(PatternError) {
    guard let scalar = next else { throw PatternError(message: "it ends with a backslash") }
    if ("1"..."9").contains(scalar) {
      guard let number = Int(digits()) else { throw PatternError(message: "a group's number is too large") }
      numberReferences.append(number)
      writeReference("\\g{\(number)}")
    } else if scalar == "k" {
      position += 1
      guard take("<") else { throw PatternError(message: "\\k must be followed by a group's name in \"<>\"") }
      let name = try groupName()
      nameReferences.append(name)
      writeReference("\\k<\(name)>")
    } else if let set = try ECMACharacterSet(input, &position) {
      write(set.outsideClass)
    } else {
      write(try characterEscape(inClass: false))
    }
  }

  /// A reference in a group of its own: the JIT of PCRE2 10.42 takes a repeated reference to a group that took no part
  /// for a failure, not for nothing.
  private mutating func writeReference(_ reference: String) { write("(?:" + reference + ")") }

  /// The code point of an escape that stands for one character.
  mutating func characterEscape(inClass: Bool) throws(PatternError) -> UInt32 {
    guard let scalar = next else { throw PatternError(message: "it ends with a backslash") }
    position += 1
    switch scalar {
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "b" where inClass: return 0x08
    case "0":
      if let following = next, ("0"..."9").contains(following) {
        throw PatternError(
          message: "octal escapes are not part of ECMA-262's Unicode mode; write \\x and two digits")
      }
      return 0
    case "c":
      guard let letter = next, letter.isASCII, isASCIILetter(UInt8(letter.value)) else {
        throw PatternError(message: "\\c must be followed by a letter")
      }
      position += 1
      return letter.value & 0x1F
    case "x": return try hexadecimal(count: 2)
    case "u": return try unicodeEscape()
    default:
      // Letters and digits are kept for future escapes; in PCRE2 many of them have a meaning.
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        throw PatternError(message: "\\\(scalar) is not part of ECMA-262, the syntax that JSON Schema uses")
      }
      return scalar.value
    }
  }

  private mutating func unicodeEscape() throws(PatternError) -> UInt32 {
    if take("{") {
      var value: UInt32 = 0
      var count = 0
      while let scalar = next, scalar != "}" {
        guard scalar.isASCII, let digit = hexDigitValue(UInt8(scalar.value)), value <= 0x10FFFF else {
          throw PatternError(message: "\\u{…} must hold the hexadecimal number of a code point")
        }
        value = value << 4 | UInt32(digit)
        count += 1
        position += 1
      }
      guard take("}"), count > 0, Unicode.Scalar(value) != nil else {
        throw PatternError(message: "\\u{…} must hold the hexadecimal number of a code point")
      }
      return value
    }
    let unit = try hexadecimal(count: 4)
    if unit & 0xFC00 == 0xD800, take("\\u") {
      let low = try hexadecimal(count: 4)
      if low & 0xFC00 == 0xDC00 { return 0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF) }
    }
    guard Unicode.Scalar(unit) != nil else {
      throw PatternError(message: "half of a surrogate pair matches no character")
    }
    return unit
  }

  private mutating func hexadecimal(count: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let scalar = next, scalar.isASCII, let digit = hexDigitValue(UInt8(scalar.value)) else {
        throw PatternError(
          message: "\\\(count == 2 ? "x" : "u") must be followed by \(count) hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
