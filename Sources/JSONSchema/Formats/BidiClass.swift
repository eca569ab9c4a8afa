/// The bidi class of a character that a label may hold, as far as the bidi rule of RFC 5893 tells them apart.
///
/// By rules rather than a table: among the characters that IDNA2008 allows, all marks are NSM and all else is
/// L but for the ranges below. Compared for each of them with DerivedBidiClass of Unicode 18.0 (PyPI's
/// unicodedata2 18.0.0).
enum BidiClass {
  /// L.
  case leftToRight
  /// R and AL.
  case rightToLeft
  /// EN.
  case europeanNumber
  /// AN.
  case arabicNumber
  /// NSM.
  case nonspacingMark
  /// ES, CS, ET, ON and BN, which the rule allows in every label.
  case neutral

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39, 0x6F0...0x6F9: self = .europeanNumber
    case 0x660...0x669, 0x10D30...0x10D49: self = .arabicNumber
    case 0x2D, 0xB7, 0x2B9...0x2BA, 0x2C6...0x2CF, 0x2EC, 0x375, 0x200C...0x200D, 0x208F, 0x2E2F, 0x30FB,
      0xA67F, 0xA717...0xA71F, 0xA788:
      self = .neutral
    case 0xCBF, 0xCC6, 0x1B3A, 0x1B3C, 0x1B42, 0x11A07...0x11A08, 0x11C3F: self = .leftToRight
    case _ where scalar.properties.generalCategory == .nonspacingMark: self = .nonspacingMark
    // The blocks from Hebrew to Arabic Extended-A, the plane's right-to-left blocks, and their presentation forms.
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      self = .rightToLeft
    default: self = .leftToRight
    }
  }
}
