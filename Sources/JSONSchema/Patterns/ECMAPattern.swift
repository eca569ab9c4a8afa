/// Translates an ECMA-262 regular expression (Unicode mode) into PCRE2's syntax with the same meaning.
///
/// Everything is parsed, so that what only PCRE2 knows (`\A`, `(?i)`, `a++`, `[[:alpha:]]`, `(*VERB)`) never reaches it. Two things are taken
/// that strict Unicode mode refuses but that schemas are full of: a needless backslash before punctuation (`\-`), and a brace that
/// is no quantifier.
struct ECMAPattern {
  private let input: [Unicode.Scalar]
  private var position = 0
  private var output: [UInt8] = []
  private var depth = 0
  private var groupCount = 0
  private var groupNames: Set<String> = []
  private var numberReferences: [Int] = []
  private var nameReferences: [String] = []

  /// As deep as PCRE2 takes them.
  private static let maximumDepth = 200

  private init(_ source: String) {
    input = Array(source.unicodeScalars)
  }

  /// The expression in PCRE2's syntax.
  static func translate(_ source: String) throws(PatternError) -> [UInt8] {
    var pattern = ECMAPattern(source)
    try pattern.disjunction()
    guard pattern.position == pattern.input.count else {
      throw PatternError(message: "a closing \")\" has no opening one")
    }
    for number in pattern.numberReferences where number > pattern.groupCount {
      throw PatternError(message: "\\\(number) refers to a group that it doesn't have")
    }
    for name in pattern.nameReferences where !pattern.groupNames.contains(name) {
      throw PatternError(message: "\\k<\(name)> refers to a group that it doesn't have")
    }
    return pattern.output
  }

  // MARK: Reading and writing

  private var next: Unicode.Scalar? { position < input.count ? input[position] : nil }

  private mutating func take(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard input[position...].starts(with: scalars) else { return false }
    position += scalars.count
    return true
  }

  private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

  private mutating func write(_ scalar: UInt32) { write("\\x{" + String(scalar, radix: 16) + "}") }

  // MARK: Grammar (ECMA-262, section 22.2.1)

  private mutating func disjunction() throws(PatternError) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw PatternError(message: "its groups are nested too deeply") }
    while let scalar = next, scalar != ")" {
      if scalar == "|" {
        position += 1
        write("|")
      } else {
        try term()
      }
    }
    depth -= 1
  }

  private mutating func term() throws(PatternError) {
    let scalar = input[position]
    switch scalar {
    case "^", "$":
      position += 1
      write(String(scalar))
      try refuseQuantifier("an assertion can't be repeated")
      return
    case "(":
      try group()
    case "[":
      position += 1
      try characterClass()
    case ".":
      position += 1
      write(#"[^\n\r\x{2028}\x{2029}]"#)
    case "\\":
      position += 1
      if next == "b" || next == "B" {
        write("\\" + String(input[position]))
        position += 1
        try refuseQuantifier("an assertion can't be repeated")
        return
      }
      try escape()
    case "*", "+", "?":
      throw PatternError(message: "there is nothing before \"\(scalar)\" to repeat")
    case "{":
      if try quantifierRange() != nil {
        throw PatternError(message: "there is nothing before \"{\" to repeat")
      }
      position += 1
      write(scalar.value)
    default:
      position += 1
      writeLiteral(scalar)
    }
    try quantifier()
  }

  private mutating func writeLiteral(_ scalar: Unicode.Scalar) {
    if scalar.value < 0x80, isASCIILetter(UInt8(scalar.value)) || isASCIIDigit(UInt8(scalar.value)) {
      output.append(UInt8(scalar.value))
    } else {
      write(scalar.value)
    }
  }

  private mutating func group() throws(PatternError) {
    position += 1
    if take("?") {
      if take(":") {
        write("(?:")
      } else if take("=") {
        write("(?=")
      } else if take("!") {
        write("(?!")
      } else if take("<=") {
        write("(?<=")
      } else if take("<!") {
        write("(?<!")
      } else if take("<") {
        let name = try groupName()
        guard groupNames.insert(name).inserted else {
          throw PatternError(message: "two groups are called \"\(name)\"")
        }
        groupCount += 1
        write("(?<\(name)>")
      } else {
        throw PatternError(
          message:
            "\"(?\(next.map(String.init) ?? "")\" is not part of ECMA-262, the syntax that JSON Schema uses")
      }
    } else {
      groupCount += 1
      write("(")
    }
    try disjunction()
    guard take(")") else { throw PatternError(message: "a group is not closed by \")\"") }
    write(")")
  }

  private mutating func groupName() throws(PatternError) -> String {
    var name = ""
    while let scalar = next, scalar != ">" {
      let isDigit = ("0"..."9").contains(scalar)
      guard scalar == "_" || isDigit && !name.isEmpty || scalar.isASCII && scalar.properties.isAlphabetic
      else {
        throw PatternError(message: "a group's name has letters, digits and \"_\" only")
      }
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(">"), !name.isEmpty, name.utf8.count <= 32 else {
      throw PatternError(message: "a group's name is empty, too long or not closed by \">\"")
    }
    return name
  }

  private mutating func quantifier() throws(PatternError) {
    if let scalar = next, scalar == "*" || scalar == "+" || scalar == "?" {
      position += 1
      write(String(scalar))
    } else if next == "{", let range = try quantifierRange() {
      write(range)
    } else {
      return
    }
    if take("?") { write("?") }
    try refuseQuantifier("a repetition can't be repeated (possessive quantifiers are not part of ECMA-262)")
  }

  private mutating func refuseQuantifier(_ reason: String) throws(PatternError) {
    guard let scalar = next else { return }
    if scalar == "*" || scalar == "+" || scalar == "?" { throw PatternError(message: reason) }
    if scalar == "{" {
      let start = position
      if try quantifierRange() != nil { throw PatternError(message: reason) }
      position = start
    }
  }

  /// `{2}`, `{2,}` or `{2,3}`, taken; nil where the brace is a plain character.
  private mutating func quantifierRange() throws(PatternError) -> String? {
    let start = position
    position += 1
    let low = digits()
    var range = "{" + low
    var high = low
    if take(",") {
      high = digits()
      range += "," + high
    }
    guard !low.isEmpty, take("}") else {
      position = start
      return nil
    }
    guard let least = Int(low), let most = high.isEmpty ? Int.max : Int(high) else {
      throw PatternError(message: "a repetition count is too large")
    }
    guard least <= most else { throw PatternError(message: "a repetition's limits are out of order") }
    return range + "}"
  }

  private mutating func digits() -> String {
    var digits = ""
    while let scalar = next, ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    return digits
  }

  // MARK: Escapes

  /// An escape outside of a class, from behind its backslash.
  private mutating func escape() throws(PatternError) {
    guard let scalar = next else { throw PatternError(message: "it ends with a backslash") }
    if ("1"..."9").contains(scalar) {
      guard let number = Int(digits()) else { throw PatternError(message: "a group's number is too large") }
      numberReferences.append(number)
      write("\\g{\(number)}")
    } else if scalar == "k" {
      position += 1
      guard take("<") else { throw PatternError(message: "\\k must be followed by a group's name in \"<>\"") }
      let name = try groupName()
      nameReferences.append(name)
      write("\\k<\(name)>")
    } else if let set = try ECMACharacterSet(input, &position) {
      write(set.outsideClass)
    } else {
      write(try characterEscape(inClass: false))
    }
  }

  /// The code point of an escape that stands for one character.
  private mutating func characterEscape(inClass: Bool) throws(PatternError) -> UInt32 {
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

  // MARK: Classes

  /// A class, from behind its bracket.
  private mutating func characterClass() throws(PatternError) {
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
      guard let low else { throw PatternError(message: "a range in a class starts with a set of characters") }
      guard let high = try classAtom(isRangeEnd: true) else {
        throw PatternError(message: "a range in a class ends with a set of characters")
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
