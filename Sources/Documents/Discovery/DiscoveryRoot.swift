#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file or folder that was given, and the name under which its documents are shown.
struct DiscoveryRoot: Sendable {
  /// Opens it, without a `/` at the end.
  let file: [UInt8]
  /// Nil for a path of a list that leads nowhere.
  let identity: FileIdentity?
  /// The names of its absolute path, `.` and `..` taken out.
  let names: [ArraySlice<UInt8>]
  /// Why it can't be read; only for a path of a list.
  var problem: String?
  /// For a file the path that is shown. For a folder what stands before its documents' paths: empty, or ends in `/`.
  var label: [UInt8] = []

  var isFolder: Bool { identity?.isFolder == true }

  /// Checks the paths, drops those given twice, and names and sorts the rest.
  ///
  /// - Parameters:
  ///   - paths: each must exist.
  ///   - listed: further paths, of a list that may be out of date; nil where there is no list. With one, all documents
  ///     are shown by their paths from the current folder, which don't depend on what else is in the list.
  static func resolve(_ paths: [[UInt8]], listed: [[UInt8]]?) throws(DiscoveryError) -> [DiscoveryRoot] {
    guard paths.isEmpty == false || listed != nil else {
      throw DiscoveryError(
        code: .noRoots, path: nil, message: "No file or folder was given to read documents from.")
    }
    let current = currentFolder()
    var roots: [DiscoveryRoot] = []
    var known: Set<FileIdentity> = []
    for path in paths {
      let root = DiscoveryRoot(path, current: current)
      if let problem = root.problem {
        throw DiscoveryError(
          code: root.identity == nil && errno == ENOENT ? .notFound : .unreadable,
          path: String(decoding: path, as: UTF8.self), message: problem)
      }
      if known.insert(root.identity!).inserted { roots.append(root) }
    }
    guard let listed else {
      label(&roots)
      return sorted(roots)
    }
    var missing: Set<[UInt8]> = []
    for path in listed {
      let root = DiscoveryRoot(path, current: current)
      let isNew = root.identity.map { known.insert($0).inserted } ?? missing.insert(root.file).inserted
      if isNew { roots.append(root) }
    }
    label(&roots, from: current)
    roots = sorted(roots)
    try checkLabels(roots)
    return roots
  }

  private init(_ path: [UInt8], current: [ArraySlice<UInt8>]) {
    var file = path
    while file.count > 1, file.last == UInt8(ascii: "/") { file.removeLast() }
    self.file = file
    names = absoluteNames(file, current: current)
    identity = FileIdentity(path: file)
    let failure = errno
    if identity == nil {
      problem = "\(quoted(shownPath(path))) can't be read: \(systemMessage(failure))."
      errno = failure
    } else if isFolder, file.withSystemPath({ access($0, R_OK | X_OK) }) != 0 {
      problem = "The folder \(quoted(shownPath(path))) can't be read: \(systemMessage(errno))."
    }
  }

  private static func sorted(_ roots: [DiscoveryRoot]) -> [DiscoveryRoot] {
    roots.sorted { $0.label.lexicographicallyPrecedes($1.label) }
  }
}

// MARK: Names to show

extension DiscoveryRoot {
  /// A lone folder's documents are shown relative to it. Among several roots each is named by its last path
  /// component, and where that is not enough to tell two apart, by as many of the last ones as it takes.
  private static func label(_ roots: inout [DiscoveryRoot]) {
    if roots.count == 1, roots[0].isFolder { return }
    var lengths = roots.map { _ in 1 }
    while true {
      // Sorted, a name stands right before those that it begins.
      let order = roots.indices.sorted { a, b in
        roots[a].names.suffix(lengths[a]).lexicographicallyPrecedes(roots[b].names.suffix(lengths[b])) {
          $0.lexicographicallyPrecedes($1)
        }
      }
      var isTaken = Set<Int>()
      var open: [Int] = []
      for index in order {
        let names = roots[index].names.suffix(lengths[index])
        while let last = open.last, names.starts(with: roots[last].names.suffix(lengths[last])) == false {
          open.removeLast()
        }
        if let last = open.last { isTaken.formUnion([last, index]) }
        open.append(index)
      }
      let longer = isTaken.filter { lengths[$0] < roots[$0].names.count }
      if longer.isEmpty { break }
      for index in longer { lengths[index] += 1 }
    }
    for index in roots.indices { roots[index].setLabel(roots[index].names.suffix(lengths[index])) }
  }

  /// Names each root by its path from the current folder, or where it is outside by its absolute path without the
  /// first `/`.
  private static func label(_ roots: inout [DiscoveryRoot], from current: [ArraySlice<UInt8>]) {
    for index in roots.indices {
      let names = roots[index].names
      roots[index].setLabel(names.starts(with: current) ? names.dropFirst(current.count) : names[...])
    }
  }

  private mutating func setLabel(_ names: ArraySlice<ArraySlice<UInt8>>) {
    label = Array(names.joined(separator: "/".utf8))
    if isFolder, label.isEmpty == false { label.append(UInt8(ascii: "/")) }
  }

  /// Refuses `/data` beside `data` in the current folder: their documents would be shown under the same paths.
  private static func checkLabels(_ roots: [DiscoveryRoot]) throws(DiscoveryError) {
    var open: [DiscoveryRoot] = []
    for root in roots {
      while let last = open.last, root.label.starts(with: last.label) == false { open.removeLast() }
      if let last = open.last, last.isFolder || last.label == root.label,
        root.names.starts(with: last.names) == false
      {
        let (one, other) = (quoted(shownPath(last.file)), quoted(shownPath(root.file)))
        throw DiscoveryError(
          code: .ambiguous, path: String(decoding: root.file, as: UTF8.self),
          message: "Documents of \(one) and \(other) would be shown under the same paths: "
            + "give them to two runs, or run it in another folder.")
      }
      open.append(root)
    }
  }
}

private func currentFolder() -> [ArraySlice<UInt8>] {
  guard let folder = getcwd(nil, 0) else { return [] }
  defer { free(folder) }
  return absoluteNames(Array(UnsafeRawBufferPointer(start: folder, count: strlen(folder))), current: [])
}

private func absoluteNames(_ path: [UInt8], current: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
  var names = path.first == UInt8(ascii: "/") ? [] : current
  for part in path.split(separator: UInt8(ascii: "/")) where part.elementsEqual(".".utf8) == false {
    if part.elementsEqual("..".utf8) { _ = names.popLast() } else { names.append(part) }
  }
  return names
}
