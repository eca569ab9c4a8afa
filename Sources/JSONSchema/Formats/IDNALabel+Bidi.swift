extension IDNALabel {
  /// Whether the label has a character written from right to left, which makes the whole name a bidi domain
  /// name (RFC 5893, section 1.4).
  var isRightToLeft: Bool {
    scalars.contains {
      let direction = BidiClass($0)
      return direction == .rightToLeft || direction == .arabicNumber
    }
  }

  /// The bidi rule (RFC 5893, section 2), for a label of a bidi domain name.
  var keepsBidiRule: Bool {
    let classes = scalars.map(BidiClass.init)
    guard let last = classes.last(where: { $0 != .nonspacingMark }) else { return false }
    switch classes[0] {
    case .rightToLeft:
      if classes.contains(.leftToRight) { return false }
      if classes.contains(.europeanNumber), classes.contains(.arabicNumber) { return false }
      return last == .rightToLeft || last == .europeanNumber || last == .arabicNumber
    case .leftToRight:
      if classes.contains(.rightToLeft) || classes.contains(.arabicNumber) { return false }
      return last == .leftToRight || last == .europeanNumber
    default:
      return false
    }
  }
}
