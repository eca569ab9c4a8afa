extension DocumentDiscovery {
  /// What becomes of an entry of a folder.
  enum Verdict: Equatable {
    case leftOut
    /// A file of a kind that isn't read.
    case passedOver
    /// - isIncluded: a pattern of `include` names it, or a folder it is in.
    case wanted(isIncluded: Bool)
  }

  /// - Parameters:
  ///   - folder: the path of its folder from the root, empty or ending in `/`.
  ///   - isIncluded: whether a pattern of `include` names a folder it is in.
  ///   - ignoreFiles: those of its folder and the ones above.
  func verdict(
    on name: [UInt8], in folder: [UInt8], isFolder: Bool, isIncluded: Bool, ignoreFiles: [IgnoreFile]
  ) -> Verdict {
    guard let first = name.first, first != UInt8(ascii: ".") else { return .leftOut }
    var isNamed = false
    if exclude.isEmpty == false || include.isEmpty == false || ignoreFiles.isEmpty == false {
      let path = GlobText(folder + name)
      if exclude.contains(where: { $0.matches(path, from: 0, isFolder: isFolder) }) { return .leftOut }
      for file in ignoreFiles.reversed() {
        guard let isLeftOut = file.leavesOut(path, isFolder: isFolder) else { continue }
        if isLeftOut { return .leftOut }
        break
      }
      isNamed = include.contains {
        $0.isFolderOnly == isFolder && $0.matches(path, from: 0, isFolder: isFolder)
      }
    }
    if isFolder { return .wanted(isIncluded: isIncluded || isNamed) }
    if isNamed { return .wanted(isIncluded: true) }
    if include.isEmpty == false, isIncluded == false { return .leftOut }
    return DocumentFormat(fileName: name)?.isReadInFolders == true
      ? .wanted(isIncluded: isIncluded) : .passedOver
  }

  /// A folder from which a walk goes down: a root, or one that a link leads to.
  struct Top: Sendable {
    /// Its path from the root, empty or ending in `/`.
    var relative: [UInt8] = []
    var isIncluded = false
    /// Those of the folders above it.
    var ignoreFiles: [IgnoreFile] = []
  }

  /// Whether a walk comes to a file or folder from one of some folders without going through a link.
  ///
  /// - Parameters:
  ///   - path: without links.
  ///   - tops: the folders by their paths without links.
  func reaches(_ path: [UInt8], isFolder: Bool, from tops: [[UInt8]: Top]) -> Bool {
    let slash = UInt8(ascii: "/")
    if tops[path] != nil { return isFolder }
    var rest = path[...]
    while let end = rest.lastIndex(of: slash) {
      rest = path[..<end]
      let above = end == 0 ? [slash] : Array(rest)
      guard let top = tops[above] else { continue }
      if reaches(path[(end + 1)...], isFolder: isFolder, from: top, at: above) { return true }
    }
    return false
  }

  private func reaches(_ path: ArraySlice<UInt8>, isFolder: Bool, from top: Top, at file: [UInt8]) -> Bool {
    let slash = UInt8(ascii: "/")
    let names = path.split(separator: slash).map { Array($0) }
    var folder = FolderListing(
      file: file, relative: top.relative, isIncluded: top.isIncluded, ignoreFiles: top.ignoreFiles)
    for (index, name) in names.enumerated() {
      _ = folder.readIgnoreFile()
      let isInner = index < names.count - 1 || isFolder
      let verdict = verdict(
        on: name, in: folder.relative, isFolder: isInner, isIncluded: folder.isIncluded,
        ignoreFiles: folder.ignoreFiles)
      guard case .wanted(let isIncluded) = verdict else { return false }
      folder = FolderListing(
        file: folder.file + [slash] + name, relative: folder.relative + name + [slash],
        isIncluded: isIncluded, ignoreFiles: folder.ignoreFiles)
    }
    return true
  }

  /// Whether a walk would come to a file, or would if there were one of that name.
  package func reaches(file path: [UInt8]) -> Bool {
    if let identity = FileIdentity(path: path), rootIdentities.contains(identity) {
      return identity.isFolder == false
    }
    return withoutLinks(path).map { reaches($0, isFolder: false, from: tops) } ?? false
  }

  /// Whether a walk would come to a folder, or would if there were one of that name.
  package func reaches(folder path: [UInt8]) -> Bool {
    withoutLinks(path).map { reaches($0, isFolder: true, from: tops) } ?? false
  }

  /// The path without links, of which the last names need not exist.
  private func withoutLinks(_ path: [UInt8]) -> [UInt8]? {
    let slash = UInt8(ascii: "/")
    var existing = path.isEmpty ? Array(".".utf8) : path
    var rest: [[UInt8]] = []
    while true {
      while existing.count > 1, existing.last == slash { existing.removeLast() }
      if let real = realPath(existing) {
        return rest.reversed().reduce(into: real) { path, name in
          if path.last != slash { path.append(slash) }
          path += name
        }
      }
      let end = existing.lastIndex(of: slash).map { $0 + 1 } ?? 0
      guard end < existing.count else { return nil }
      rest.append(Array(existing[end...]))
      existing = end == 0 ? Array(".".utf8) : Array(existing[..<end])
    }
  }
}
