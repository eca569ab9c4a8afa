/// An address as seen from a page (RFC 3986, section 5.2); as written if the base has no scheme.
func resolvedAddress(_ address: [UInt8], base: [UInt8]) -> [UInt8] {
  guard addressScheme(address) == nil, let colon = addressScheme(base) else { return address }
  let slash = UInt8(ascii: "/")
  let scheme = base[...colon]
  guard base[(colon + 1)...].starts(with: "//".utf8) else { return address }
  if address.starts(with: "//".utf8) { return scheme + address }
  let authorityStart = colon + 3
  let isEnd = { (byte: UInt8) in byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") }
  let authorityEnd = base[authorityStart...].firstIndex { $0 == slash || isEnd($0) } ?? base.count
  let pathEnd = base[authorityEnd...].firstIndex(where: isEnd) ?? base.count
  let root = Array(base[..<authorityEnd])
  if address.first == UInt8(ascii: "?") { return base[..<pathEnd] + address }
  if address.first == slash { return root + withoutDotSegments(address) }
  let folderEnd = base[authorityEnd..<pathEnd].lastIndex(of: slash).map { $0 + 1 }
  let folder = folderEnd.map { Array(base[authorityEnd..<$0]) } ?? [slash]
  return root + withoutDotSegments(folder + address)
}

/// Where the scheme of an absolute address ends: its colon.
func addressScheme(_ address: [UInt8]) -> Int? {
  guard let first = address.first, isASCIILetter(first) else { return nil }
  let end = address.firstIndex {
    let isPart =
      isASCIILetter($0) || isDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
      || $0 == UInt8(ascii: ".")
    return isPart == false
  }
  return end.flatMap { address[$0] == UInt8(ascii: ":") ? $0 : nil }
}

/// A path without `.` and `..`; what follows it stays as it is.
private func withoutDotSegments(_ path: [UInt8]) -> [UInt8] {
  let end = path.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? path.count
  var segments: [ArraySlice<UInt8>] = []
  let parts = path[..<end].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
  for (i, part) in zip(1..., parts) {
    let isLast = i == parts.count
    if part.elementsEqual("..".utf8) {
      _ = segments.popLast()
      if isLast { segments.append([]) }
    } else if part.elementsEqual(".".utf8) {
      if isLast { segments.append([]) }
    } else {
      segments.append(part)
    }
  }
  var result: [UInt8] = []
  for segment in segments { result += "/".utf8 + segment }
  return result + path[end...]
}
