/// A header's value with parameters, such as `text/plain; charset=utf-8` (RFC 2045, 2231).
struct EmailParameters {
  /// What stands before the parameters, in small letters.
  let value: String
  private var parameters: [(name: String, value: [UInt8])] = []

  /// More than a mail has; it bounds the search for the pieces of a parameter.
  private static let maximumCount = 200

  init(_ field: [UInt8]) {
    let end = field.firstIndex(of: UInt8(ascii: ";")) ?? field.count
    value = String(decoding: trimmed(field[..<end]).map(lowercased), as: UTF8.self)
    var i = end
    while i < field.count, parameters.count < EmailParameters.maximumCount {
      i += 1
      let nameStart = i
      while i < field.count, field[i] != UInt8(ascii: "="), field[i] != UInt8(ascii: ";") { i += 1 }
      guard i < field.count, field[i] == UInt8(ascii: "=") else { continue }
      let name = String(decoding: trimmed(field[nameStart..<i]).map(lowercased), as: UTF8.self)
      i += 1
      while i < field.count, isHTMLSpace(field[i]) { i += 1 }
      parameters.append((name, EmailParameters.parameterValue(field, &i)))
    }
  }

  /// Reads a value up to the semicolon behind it.
  private static func parameterValue(_ field: [UInt8], _ i: inout Int) -> [UInt8] {
    guard i < field.count, field[i] == UInt8(ascii: "\"") else {
      let end = field[i...].firstIndex(of: UInt8(ascii: ";")) ?? field.count
      defer { i = end }
      return Array(trimmed(field[i..<end]))
    }
    var value: [UInt8] = []
    i += 1
    while i < field.count, field[i] != UInt8(ascii: "\"") {
      if field[i] == UInt8(ascii: "\\"), i + 1 < field.count { i += 1 }
      value.append(field[i])
      i += 1
    }
    i = field[min(i, field.count)...].firstIndex(of: UInt8(ascii: ";")) ?? field.count
    return value
  }

  /// A parameter as it was written.
  subscript(name: String) -> [UInt8]? {
    parameters.first { $0.name == name }?.value
  }

  /// A parameter as text: with its own charset and its pieces put together, or with encoded words.
  func text(_ name: String) -> [UInt8]? {
    if let plain = self[name] { return decodedHeader(plain) }
    var bytes: [UInt8] = []
    var charset: [UInt8]?
    for index in -1..<EmailParameters.maximumCount {
      let piece = index < 0 ? name : "\(name)*\(index)"
      if let encoded = self[piece + "*"] {
        var rest = encoded[...]
        if index <= 0, let charsetEnd = rest.firstIndex(of: UInt8(ascii: "'")),
          let languageEnd = rest[(charsetEnd + 1)...].firstIndex(of: UInt8(ascii: "'"))
        {
          charset = Array(rest[..<charsetEnd])
          rest = rest[(languageEnd + 1)...]
        }
        bytes.append(contentsOf: decodedPercents(rest))
        if index < 0 { break }
      } else if let plain = self[piece] {
        bytes.append(contentsOf: plain)
      } else if index >= 0 {
        break
      }
    }
    return bytes.isEmpty ? nil : decodedMailText(bytes, charset: charset)
  }
}

private func decodedPercents(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var i = text.startIndex
  while i < text.endIndex {
    if text[i] == UInt8(ascii: "%"), let byte = hexadecimalByte(text, i + 1) {
      result.append(byte)
      i += 3
    } else {
      result.append(text[i])
      i += 1
    }
  }
  return result
}
