/// A label of an internationalized domain name (RFC 5890, section 2.3.2.3): letters, digits and hyphens, not both in
/// the third and fourth place; an A-label (`xn--…`); or a U-label.
struct IDNALabel {
  /// The characters; for an A-label those of its U-label.
  let scalars: [Unicode.Scalar]
  /// The length in the DNS, where a U-label stands as its A-label.
  let encodedLength: Int

  /// As long as a label of the DNS may be (RFC 1035, section 2.3.4).
  static let maximumLength = 63

  /// Nil for what is no label. The bidi rule is left to be checked, since it depends on the other labels.
  init?(_ text: [Unicode.Scalar]) {
    guard let first = text.first, let last = text.last, text.count <= Self.maximumLength,
      first != "-", last != "-"
    else { return nil }
    guard text.allSatisfy(\.isASCII) else {
      guard Self.isULabel(text) else { return nil }
      scalars = text
      encodedLength = "xn--".utf8.count + encodedPunycode(text).count
      if encodedLength > Self.maximumLength { return nil }
      return
    }
    let bytes = text.map { UInt8($0.value) }
    guard bytes.allSatisfy(ASCIISet.label.contains) else { return nil }
    encodedLength = bytes.count
    let lowered = bytes.map { isASCIILetter($0) ? $0 | 0x20 : $0 }
    guard lowered.starts(with: "xn--".utf8) else {
      if Self.isReserved(text) { return nil }
      scalars = text
      return
    }
    guard let decoded = decodedPunycode(lowered[4...]), !decoded.allSatisfy(\.isASCII),
      Self.isULabel(decoded)
    else { return nil }
    scalars = decoded
  }

  /// Whether hyphens stand in the third and fourth place (RFC 5891, section 4.2.3.1).
  private static func isReserved(_ scalars: [Unicode.Scalar]) -> Bool {
    scalars.count >= 4 && scalars[2] == "-" && scalars[3] == "-"
  }

  /// What RFC 5891, section 4.2, wants of characters that are not all ASCII.
  private static func isULabel(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let first = scalars.first, let last = scalars.last, first != "-", last != "-" else { return false }
    if isReserved(scalars) { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    for i in scalars.indices {
      switch IDNAProperty(scalars[i]) {
      case .protocolValid: break
      case .contextJ: guard isJoinerAllowed(scalars, at: i) else { return false }
      case .contextO: guard isAllowedInContext(scalars, at: i) else { return false }
      case .disallowed: return false
      }
    }
    return areComposed(scalars)
  }
}
