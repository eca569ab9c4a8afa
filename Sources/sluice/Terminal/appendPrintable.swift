extension [UInt8] {
  /// Appends text with its control characters escaped, as JSON escapes them: a value or a file name can't break a line, send
  /// the terminal commands, or turn the direction of what stands behind it.
  ///
  /// What is JSON already, without white space between its parts, stays the same JSON.
  mutating func appendPrintable(_ text: String) {
    guard text.utf8.contains(where: mayBeginControl) else { return append(contentsOf: text.utf8) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": append(contentsOf: #"\n"#.utf8)
      case "\r": append(contentsOf: #"\r"#.utf8)
      case "\t": append(contentsOf: #"\t"#.utf8)
      case _ where isControl(scalar):
        let digits = String(scalar.value, radix: 16)
        append(contentsOf: (#"\u"# + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
      default: append(contentsOf: UTF8.encode(scalar)!)
      }
    }
  }
}

extension String {
  /// The text as ``appendPrintable(_:)`` writes it.
  var printable: String {
    var bytes: [UInt8] = []
    bytes.appendPrintable(self)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// C0 and C1 controls and DEL, the line separators of Unicode, and what embeds, overrides or isolates a direction.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case ..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// Whether a byte is a control character or begins one: all those of ``isControl(_:)`` above ASCII begin with C2 or E2.
private func mayBeginControl(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2
}
