import JSON

extension InstanceProblem {
  /// What is wrong with a text that is no JSON.
  ///
  /// - Parameter pointer: where in the text the instance is, which locations count from.
  init(_ error: JSONError, in text: [UInt8], pointer: JSONPointer) {
    let (start, place) = (pointer.description, error.pointer)
    let isInside = place == start || place.utf8.starts(with: start.utf8 + [UInt8(ascii: "/")])
    let location = isInside ? String(decoding: place.utf8.dropFirst(start.utf8.count), as: UTF8.self) : nil
    let key = error.code == .duplicateKey ? key(at: error.offset, in: text) : nil
    let message = error.code.rawValue + (key.map { ": \"\($0)\"" } ?? "")
    self = .notJSON(error, location: location, message: message)
  }
}

/// The key whose opening quote stands at an offset, at most 100 characters of it.
private func key(at offset: Int, in text: [UInt8]) -> String? {
  let start = offset + 1
  var end = start
  while end < text.count, text[end] != UInt8(ascii: "\"") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
  guard end < text.count else { return nil }
  let key = String(decoding: decodedJSONString(text.span.extracting(start..<end)), as: UTF8.self)
  return key.unicodeScalars.count > 100
    ? String(String.UnicodeScalarView(key.unicodeScalars.prefix(100))) + "…" : key
}
