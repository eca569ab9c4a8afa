/// A reference in two: what stands before the first `#`, and the fragment behind it if there is one.
func splitFragment(_ reference: String) -> (path: String, fragment: String?) {
  guard let hash = reference.utf8.firstIndex(of: UInt8(ascii: "#")) else { return (reference, nil) }
  return (String(reference[..<hash]), String(reference[reference.utf8.index(after: hash)...]))
}

/// Resolves a reference without fragment against a base URI (RFC 3986, section 5.2). An empty base leaves it
/// as it is.
func resolveURI(_ reference: String, base: String) -> String {
  let parts = URIReference(reference)
  if parts.scheme != nil { return parts.with(path: removingDotSegments(parts.path)).description }
  let baseParts = URIReference(base)
  var result = baseParts
  result.query = parts.query
  if parts.authority != nil {
    result.authority = parts.authority
    result.path = removingDotSegments(parts.path)
  } else if parts.path.isEmpty {
    if parts.query == nil { result.query = baseParts.query }
  } else if parts.path.utf8.first == UInt8(ascii: "/") {
    result.path = removingDotSegments(parts.path)
  } else if baseParts.authority != nil, baseParts.path.isEmpty {
    result.path = removingDotSegments("/" + parts.path)
  } else {
    let slash = baseParts.path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { baseParts.path[...$0] } ?? ""
    result.path = removingDotSegments(folder + parts.path)
  }
  return result.description
}

/// Text with every byte as `%XX` but ASCII letters, digits and some other ASCII characters (RFC 3986, section 2.1).
package func percentEncoded(_ text: String, keeping others: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var encoded: [UInt8] = []
  for byte in text.utf8 {
    if isASCIILetter(byte) || isASCIIDigit(byte) || others.utf8.contains(byte) {
      encoded.append(byte)
    } else {
      encoded.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
  }
  return String(decoding: encoded, as: UTF8.self)
}

/// Text with `%XX` decoded; nil where that isn't hexadecimal or the result isn't UTF-8.
package func percentDecoded(_ text: String) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%") {
      guard let high = rest.popFirst().flatMap(hexDigitValue),
        let low = rest.popFirst().flatMap(hexDigitValue)
      else { return nil }
      bytes.append(high << 4 | low)
    } else {
      bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

/// The parts of a URI reference (RFC 3986, appendix B), as they are written.
struct URIReference: CustomStringConvertible {
  var scheme: String?
  var authority: String?
  var path: String
  var query: String?

  init(_ text: String) {
    var rest = text[...]
    if let end = rest.utf8.firstIndex(where: {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?")
    }),
      rest.utf8[end] == UInt8(ascii: ":"), end != rest.startIndex
    {
      scheme = String(rest[..<end])
      rest = rest[rest.utf8.index(after: end)...]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let end = rest.utf8.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
      query = String(rest[rest.utf8.index(after: mark)...])
      rest = rest[..<mark]
    }
    path = String(rest)
  }

  func with(path: String) -> URIReference {
    var copy = self
    copy.path = path
    return copy
  }

  var description: String {
    (scheme.map { $0 + ":" } ?? "") + (authority.map { "//" + $0 } ?? "") + path
      + (query.map { "?" + $0 } ?? "")
  }
}

/// RFC 3986, section 5.2.4, for paths whose segments are `.` or `..`.
private func removingDotSegments(_ path: String) -> String {
  let segments = path.split(separator: "/", omittingEmptySubsequences: false)
  guard segments.contains(where: { $0 == "." || $0 == ".." }) else { return path }
  let isAbsolute = segments.first == ""
  var kept: [Substring] = []
  for (position, segment) in segments.enumerated() {
    let isLast = position == segments.count - 1
    switch segment {
    case ".":
      if isLast { kept.append("") }
    case "..":
      if kept.count > (isAbsolute ? 1 : 0) { kept.removeLast() }
      if isLast { kept.append("") }
    default:
      kept.append(segment)
    }
  }
  return kept.joined(separator: "/")
}
