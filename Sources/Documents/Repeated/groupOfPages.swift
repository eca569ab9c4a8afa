/// The hash of what a document's site is called: the host that its canonical address or a folder of its path names, else its folder.
///
/// A file named `index` stands for its folder, so that a page's group is the folder around that.
func groupOfPages(_ document: Document) -> UInt64 {
  let name = Array(groupName(path: document.path, canonical: canonicalAddress(document)))
  return hash(name.span, 0..<name.count)
}

private func canonicalAddress(_ document: Document) -> String? {
  document.metadata.first { $0.name == "url" }?.value
}

/// The name of a document's group, in bytes.
func groupName(path: String, canonical: String?) -> some Collection<UInt8> {
  if let host = canonical.flatMap({ host(ofAddress: Array($0.utf8)) }) { return host[...] }
  let path = Array(path.utf8)
  let slash = UInt8(ascii: "/")
  var folders = path.split(separator: slash)[...]
  let file = folders.popLast()
  if let host = folders.first(where: isHostName) { return ArraySlice(withoutWWW(host)) }
  if let file, file.map(lowercased).starts(with: "index.".utf8) { folders = folders.dropLast() }
  return ArraySlice(folders.joined(separator: [slash])) + [slash]
}

/// The host of an `http` or `https` address, in small letters and without `www.`.
private func host(ofAddress address: [UInt8]) -> [UInt8]? {
  let small = address.map(lowercased)
  guard let scheme = ["https://", "http://", "//"].first(where: { small.starts(with: $0.utf8) }) else {
    return nil
  }
  let rest = small.dropFirst(scheme.utf8.count)
  let host = rest.prefix { "/?#:".utf8.contains($0) == false }
  return host.isEmpty ? nil : withoutWWW(host)
}

private func withoutWWW(_ host: ArraySlice<UInt8>) -> [UInt8] {
  let small = host.map(lowercased)
  return small.starts(with: "www.".utf8) ? Array(small.dropFirst(4)) : small
}

/// True for a folder that a mirror of a site is kept in, as `www.example.org`.
private func isHostName(_ folder: ArraySlice<UInt8>) -> Bool {
  let labels = folder.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  guard labels.count >= 2, let last = labels.last, (2...24).contains(last.count),
    last.allSatisfy(isASCIILetter)
  else {
    return false
  }
  return labels.allSatisfy { label in
    label.isEmpty == false
      && label.allSatisfy { isASCIILetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
  }
}
