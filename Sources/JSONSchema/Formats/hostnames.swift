/// As long as a name of the DNS may be without the dot of the root (RFC 1035, section 2.3.4).
private let maximumNameLength = 253

// A label such as "ab--cd", with hyphens in the third and fourth place but not those of "xn--", is reserved:
// - RFC 1123 doesn't know of that, and the official suite has it as a `hostname` (drafts 4 and 6). So it is an
//   `idn-hostname` too, which JSON Schema defines as a `hostname` or an internationalized name, although IDNA has no use
//   for it (RFC 5890, section 2.3.1) and refuses to look it up (RFC 5891, section 5.4).
// - Beside an A-label it is refused in a `hostname` too: with one the name is an internationalized one, whose other
//   labels are not reserved (RFC 5890, section 2.3.2.3).

/// A host name (RFC 1123, section 2.1), which is one of IDNA2008 (RFC 5891) where it has an A-label.
func isHostName(_ text: Span<UInt8>) -> Bool {
  switch domainNameKind(text) {
  case .plain, .reserved: true
  case .international: isInternationalName(text)
  case nil: false
  }
}

/// A host name or one of IDNA2008. The dots of IDNA2003 separate labels too (RFC 3490, section 3.1).
func isInternationalHostName(_ text: Span<UInt8>) -> Bool {
  switch domainNameKind(text) {
  case .plain, .reserved: true
  case .international, nil: isInternationalName(text)
  }
}

/// Labels of letters, digits and inner hyphens, at most 63 bytes each and 253 together; nil for anything else.
func domainNameKind(_ text: Span<UInt8>) -> DomainNameKind? {
  guard text.count <= maximumNameLength else { return nil }
  var kind = DomainNameKind.plain
  var start = 0
  var i = 0
  while true {
    while i < text.count, ASCIISet.label.contains(text[i]) { i &+= 1 }
    let count = i &- start
    guard count > 0, count <= IDNALabel.maximumLength, text[start] != UInt8(ascii: "-"),
      text[i &- 1] != UInt8(ascii: "-")
    else { return nil }
    if count > 4, text[start &+ 2] == UInt8(ascii: "-"), text[start &+ 3] == UInt8(ascii: "-") {
      let isXN = text[start] | 0x20 == UInt8(ascii: "x") && text[start &+ 1] | 0x20 == UInt8(ascii: "n")
      if isXN || kind == .plain { kind = isXN ? .international : .reserved }
    }
    if i == text.count { return kind }
    guard text[i] == UInt8(ascii: ".") else { return nil }
    i &+= 1
    start = i
  }
}

/// Labels of IDNA2008 of any form, which together keep the length of a name and the bidi rule.
private func isInternationalName(_ text: Span<UInt8>) -> Bool {
  var labels: [IDNALabel] = []
  var length = 0
  var label: [Unicode.Scalar] = []
  var i = 0
  var isLast = false
  while !isLast {
    isLast = i == text.count
    if !isLast {
      let value = nextScalar(text, &i)
      guard isLabelSeparator(value) else {
        guard label.count < IDNALabel.maximumLength, let scalar = Unicode.Scalar(value) else { return false }
        label.append(scalar)
        continue
      }
    }
    guard let valid = IDNALabel(label) else { return false }
    length += valid.encodedLength + (labels.isEmpty ? 0 : 1)
    guard length <= maximumNameLength else { return false }
    labels.append(valid)
    label.removeAll(keepingCapacity: true)
  }
  return !labels.contains(where: \.isRightToLeft) || labels.allSatisfy(\.keepsBidiRule)
}

/// The full stop and its ideographic, fullwidth and halfwidth forms.
private func isLabelSeparator(_ value: UInt32) -> Bool {
  value == 0x2E || value == 0x3002 || value == 0xFF0E || value == 0xFF61
}

/// Whether a text has no byte above 127.
func isASCII(_ text: Span<UInt8>) -> Bool {
  for i in text.indices where text[i] >= 0x80 { return false }
  return true
}
