#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file or folder that was given, and the name under which its documents are shown.
struct DiscoveryRoot: Sendable {
  /// Opens it, without a `/` at the end.
  let file: [UInt8]
  let identity: FileIdentity
  /// For a file the path that is shown. For a folder what stands before its documents' paths: empty, or ends in `/`.
  var label: [UInt8] = []

  /// Checks that every path exists, drops those given twice, and names and sorts the rest.
  static func resolve(_ paths: [String]) throws(DiscoveryError) -> [DiscoveryRoot] {
    guard paths.isEmpty == false else {
      throw DiscoveryError(
        code: .noRoots, path: nil, message: "No file or folder was given to read documents from.")
    }
    var roots: [DiscoveryRoot] = []
    for path in paths {
      var file = Array(path.utf8)
      while file.count > 1, file.last == UInt8(ascii: "/") { file.removeLast() }
      guard let identity = FileIdentity(path: file) else {
        throw DiscoveryError(
          code: errno == ENOENT ? .notFound : .unreadable, path: path,
          message: "\(quoted(path)) can't be read: \(systemMessage(errno)).")
      }
      guard identity.isFolder == false || file.withSystemPath({ access($0, R_OK | X_OK) }) == 0 else {
        throw DiscoveryError(
          code: .unreadable, path: path,
          message: "The folder \(quoted(path)) can't be read: \(systemMessage(errno)).")
      }
      if roots.contains(where: { $0.identity == identity }) == false {
        roots.append(DiscoveryRoot(file: file, identity: identity))
      }
    }
    label(&roots)
    return roots.sorted { $0.label.lexicographicallyPrecedes($1.label) }
  }

  /// A lone folder's documents are shown relative to it. Among several roots each is named by its last path
  /// component, and where that is not enough to tell two apart, by as many of the last ones as it takes.
  private static func label(_ roots: inout [DiscoveryRoot]) {
    if roots.count == 1, roots[0].identity.isFolder { return }
    let names = roots.map { absoluteComponents($0.file) }
    var lengths = roots.map { _ in 1 }
    var changed = true
    while changed {
      changed = false
      let labels = zip(names, lengths).map { $0.suffix($1) }
      for (index, label) in labels.enumerated() where lengths[index] < names[index].count {
        let isTaken = labels.indices.contains { other in
          other != index && (labels[other].starts(with: label) || label.starts(with: labels[other]))
        }
        if isTaken {
          lengths[index] += 1
          changed = true
        }
      }
    }
    for index in roots.indices {
      var label = Array(names[index].suffix(lengths[index]).joined(separator: "/".utf8))
      if roots[index].identity.isFolder { label.append(UInt8(ascii: "/")) }
      roots[index].label = label
    }
  }

  private static func absoluteComponents(_ path: [UInt8]) -> [ArraySlice<UInt8>] {
    var whole = path
    if path.first != UInt8(ascii: "/"), let folder = getcwd(nil, 0) {
      whole = Array(String(cString: folder).utf8) + "/".utf8 + path
      free(folder)
    }
    var components: [ArraySlice<UInt8>] = []
    for part in whole.split(separator: UInt8(ascii: "/")) where part.elementsEqual(".".utf8) == false {
      if part.elementsEqual("..".utf8) { _ = components.popLast() } else { components.append(part) }
    }
    return components
  }
}
