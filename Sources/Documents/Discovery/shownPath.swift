/// A path as users see it: as it is where it is UTF-8.
///
/// A byte that is not UTF-8 is shown as U+FFFD and its two hexadecimal digits. So are the bytes of a U+FFFD that
/// stands in the name itself, so that two different paths never look the same.
func shownPath(_ bytes: [UInt8]) -> String {
  if let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.contains("\u{FFFD}") == false {
    return text
  }
  var result = ""
  var decoder = UTF8.ForwardParser()
  var rest = bytes[...]
  while rest.isEmpty == false {
    var iterator = rest.makeIterator()
    let length: Int
    switch decoder.parseScalar(from: &iterator) {
    case .valid(let encoded) where UTF8.decode(encoded) != "\u{FFFD}":
      result.unicodeScalars.append(UTF8.decode(encoded))
      length = encoded.count
    case .valid(let encoded):
      length = encoded.count
      rest.prefix(length).forEach { result += escape($0) }
    case .error, .emptyInput:
      length = 1
      result += escape(rest.first!)
    }
    rest = rest.dropFirst(length)
    decoder = UTF8.ForwardParser()
  }
  return result
}

private func escape(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16, uppercase: true)
  return "\u{FFFD}" + (digits.utf8.count == 1 ? "0" : "") + digits
}
