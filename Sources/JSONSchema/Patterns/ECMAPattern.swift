/// Translates an ECMA-262 regular expression (Unicode mode) into PCRE2's syntax with the same meaning.
///
/// Everything is parsed, so that what only PCRE2 knows (`\A`, `(?i)`, `a++`, `[[:alpha:]]`, `(*VERB)`) never
/// reaches it. Three things are taken that strict Unicode mode refuses but that schemas are full of: a needless
/// backslash before punctuation (`\-`), a brace that is no quantifier, and a hyphen beside a set in a class (`[\w-.]`).
///
/// What references to groups see after a repetition is PCRE2's way in two things:
/// - A group keeps what it captured in an earlier round of a repetition around it, where ECMA-262 forgets it with each
///   round: `^(?:(a)|b)*\1$` doesn't match "ab".
/// - The last round may match nothing, where ECMA-262 takes the one before for the last: `^(b|)*\1$` matches "b".
struct ECMAPattern {
  let input: [Unicode.Scalar]
  var position = 0
  private var output: [UInt8] = []
  private var depth = 0
  private var groupCount = 0
  private var groupNames: Set<String> = []
  var numberReferences: [Int] = []
  var nameReferences: [String] = []

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

  var next: Unicode.Scalar? { position < input.count ? input[position] : nil }

  mutating func take(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard input[position...].starts(with: scalars) else { return false }
    position += scalars.count
    return true
  }

  mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

  mutating func write(_ scalar: UInt32) { write("\\x{" + String(scalar, radix: 16) + "}") }

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
    let start = output.count
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
      write(#"[^\x{a}\x{d}\x{2028}\x{2029}]"#)
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
    try quantifier(from: start)
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

  mutating func groupName() throws(PatternError) -> String {
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

  /// Takes what repeats the term that was written from an offset on.
  private mutating func quantifier(from start: Int) throws(PatternError) {
    if let scalar = next, scalar == "*" || scalar == "+" || scalar == "?" {
      position += 1
      write(String(scalar))
    } else if next == "{", let range = try quantifierRange() {
      if range.utf8.allSatisfy({ "{0,}".utf8.contains($0) }), !range.hasSuffix(",}") {
        // PCRE2 10.42 takes a whole expression to be anchored where a group that is left out has a "^". So the term
        // is kept, with the numbers of its groups, in a branch that is never taken.
        output.insert(contentsOf: "(?:(?!)".utf8, at: start)
        write("|)")
      } else {
        write(range)
      }
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

  mutating func digits() -> String {
    var digits = ""
    while let scalar = next, ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      position += 1
    }
    return digits
  }
}
