/// A mail's text in valid UTF-8.
///
/// - Parameter charset: the label that the mail gives. `us-ascii`, and UTF-8 that is none, are decided by the bytes:
///   old mailers write them whatever they send.
func decodedMailText(_ bytes: [UInt8], charset: [UInt8]?, format: DocumentFormat = .text) -> [UInt8] {
  let sniffed = CharacterEncoding(of: bytes, format: format)
  var named = charset.flatMap { mailEncoding($0) }
  if case .utf16 = sniffed { named = nil }
  let isASCII = charset.map { $0.map(lowercased).elementsEqual("us-ascii".utf8) } ?? false
  if isASCII || named == .utf8 { named = nil }
  if let named, let text = decode(bytes, as: named) { return text }
  return decode(bytes, as: sniffed) ?? Array(String(decoding: bytes, as: UTF8.self).utf8)
}

/// The encoding of a charset's label: those of the web, and those that only mails use.
private func mailEncoding(_ label: [UInt8]) -> CharacterEncoding? {
  if let known = encoding(forLabel: label[...]) { return known }
  return switch String(decoding: label.map(lowercased), as: UTF8.self) {
  case "utf-7": .iconv("UTF-7")
  case "iso-2022-kr": .iconv("ISO-2022-KR")
  case "iso-2022-cn": .iconv("ISO-2022-CN")
  case "cp850", "ibm850": .iconv("CP850")
  case "cp437", "ibm437": .iconv("CP437")
  default: nil
  }
}
