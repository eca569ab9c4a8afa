extension [UInt8] {
  /// Appends text with its control characters escaped: a value or a file name can't break a line or send the terminal
  /// commands.
  mutating func appendPrintable(_ text: String) {
    guard text.utf8.contains(where: isControl) else { return append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case 0x0A: append(contentsOf: #"\n"#.utf8)
      case 0x0D: append(contentsOf: #"\r"#.utf8)
      case 0x09: append(contentsOf: #"\t"#.utf8)
      case _ where isControl(byte):
        append(contentsOf: (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8)
        append(contentsOf: String(byte, radix: 16).utf8)
      default: append(byte)
      }
    }
  }
}

private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }
