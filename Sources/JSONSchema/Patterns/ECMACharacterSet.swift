/// An escape that stands for a set of characters: `\d`, `\W`, `\s`, `\p{L}` …, in PCRE2's syntax.
struct ECMACharacterSet {
  /// As an expression of its own.
  let outsideClass: String
  /// As a part of a class.
  let insideClass: String

  /// Takes the escape from behind its backslash; nil, with nothing taken, where it is no set.
  init?(_ input: [Unicode.Scalar], _ position: inout Int) throws(PatternError) {
    guard position < input.count else { return nil }
    let letter = input[position]
    switch letter {
    // Without PCRE2_UCP these are ASCII only, as in ECMA-262.
    case "d", "w":
      outsideClass = "\\" + String(letter)
      insideClass = outsideClass
    case "D":
      outsideClass = "\\D"
      insideClass = Self.nonDigit
    case "W":
      outsideClass = "\\W"
      insideClass = Self.nonWordCharacter
    case "s":
      insideClass = Self.space
      outsideClass = "[" + Self.space + "]"
    case "S":
      insideClass = Self.nonSpace
      outsideClass = "[^" + Self.space + "]"
    case "p", "P":
      let start = position
      position += 1
      let property = try Self.property(input, &position)
      outsideClass = "\\" + String(input[start]) + "{" + property + "}"
      insideClass = outsideClass
      return
    default:
      return nil
    }
    position += 1
  }

  /// WhiteSpace and LineTerminator of ECMA-262, sections 12.2 and 12.3.
  private static let space =
    #"\x{9}-\x{d}\x{20}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}"#
  private static let nonSpace =
    #"\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}"#
    + #"\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}"#

  // Written as ranges in a class: PCRE2 10.42 forgets what `\D` and `\W` have above 255 where the class is negated
  // and has a `\p{…}` too.
  private static let nonDigit = #"\x{0}-\x{2f}\x{3a}-\x{10ffff}"#
  private static let nonWordCharacter =
    #"\x{0}-\x{2f}\x{3a}-\x{40}\x{5b}-\x{5e}\x{60}\x{7b}-\x{10ffff}"#

  private static func property(_ input: [Unicode.Scalar], _ position: inout Int) throws(PatternError)
    -> String
  {
    guard position < input.count, input[position] == "{",
      let end = input[position...].firstIndex(of: "}")
    else { throw PatternError(message: "\\p must be followed by a property in \"{}\"") }
    var text = ""
    for scalar in input[(position + 1)..<end] {
      guard scalar.isASCII,
        isASCIILetter(UInt8(scalar.value)) || isASCIIDigit(UInt8(scalar.value)) || scalar == "_"
          || scalar == "="
      else { throw PatternError(message: "\\p{…} must name a Unicode property") }
      text.unicodeScalars.append(scalar)
    }
    position = end + 1
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    switch (parts.count, parts[0]) {
    case (1, "Assigned"): return "^Cn"
    case (1, let name) where !name.isEmpty: return categories[name] ?? name
    case (2, "General_Category"), (2, "gc"): return categories[parts[1]] ?? parts[1]
    case (2, "Script"), (2, "sc"): return "sc:" + parts[1]
    case (2, "Script_Extensions"), (2, "scx"): return "scx:" + parts[1]
    default: throw PatternError(message: "\\p{\(text)} names no known Unicode property")
    }
  }

  /// Long names of general categories (PropertyValueAliases.txt), which PCRE2 knows by their short names
  /// only.
  private static let categories: [String: String] = [
    "Letter": "L", "Cased_Letter": "L&", "LC": "L&", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll",
    "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Mark": "M",
    "Combining_Mark": "M",
    "Nonspacing_Mark": "Mn", "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N",
    "Decimal_Number": "Nd",
    "digit": "Nd", "Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "punct": "P",
    "Connector_Punctuation": "Pc", "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps",
    "Close_Punctuation": "Pe",
    "Initial_Punctuation": "Pi", "Final_Punctuation": "Pf", "Other_Punctuation": "Po", "Symbol": "S",
    "Math_Symbol": "Sm", "Currency_Symbol": "Sc", "Modifier_Symbol": "Sk", "Other_Symbol": "So",
    "Separator": "Z",
    "Space_Separator": "Zs", "Line_Separator": "Zl", "Paragraph_Separator": "Zp", "Other": "C",
    "Control": "Cc",
    "cntrl": "Cc", "Format": "Cf", "Surrogate": "Cs", "Private_Use": "Co", "Unassigned": "Cn",
  ]
}
