#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A walk over the roots of a discovery, one source at a time.
package struct DocumentWalk: IteratorProtocol, Sendable {
  /// What was passed over so far.
  package private(set) var passedOver = PassedOverFiles()

  private let discovery: DocumentDiscovery
  private var nextRoot = 0
  private var folders: [FolderListing] = []
  /// The folders that links led to: a walk comes to what is in them without a further link.
  private var linkedTops: [[UInt8]: DocumentDiscovery.Top] = [:]
  private var linkedFolders: Set<FileIdentity> = []
  /// The files to which another path may lead: those with several hard links, and those that a link led to.
  private var linkedFiles: Set<FileIdentity> = []

  init(_ discovery: DocumentDiscovery) {
    self.discovery = discovery
  }

  package mutating func next() -> DocumentSource? {
    while true {
      while folders.isEmpty == false, folders[folders.count - 1].isAtEnd { folders.removeLast() }
      if let root = popRoot() {
        if let source = enter(root) { return source }
        continue
      }
      guard folders.isEmpty == false, let entry = folders[folders.count - 1].popFirst() else {
        discovery.didEnd(passedOver)
        return nil
      }
      let folder = folders[folders.count - 1]
      let file = folder.file + [UInt8(ascii: "/")] + entry.name
      let status = fileStatus(file)
      if entry.isFolder {
        let inner = FolderListing(
          file: file, label: folder.label, relative: folder.relative + entry.name + [UInt8(ascii: "/")],
          isIncluded: entry.isIncluded, ignoreFiles: folder.ignoreFiles)
        if let status, isNew(inner, FileIdentity(status), isLink: entry.isLink) == false { continue }
        if let problem = enter(inner) { return problem }
      } else {
        if let status, isNew(file, status, isLink: entry.isLink) == false { continue }
        return DocumentSource(path: shownPath(folder.shown + entry.name), fileBytes: file, problem: nil)
      }
    }
  }

  /// The next root, if its documents come before the next entry of the folder being walked: a root may be inside another.
  private mutating func popRoot() -> DiscoveryRoot? {
    guard nextRoot < discovery.roots.count else { return nil }
    let root = discovery.roots[nextRoot]
    if let next = folders.last?.nextShown, next.lexicographicallyPrecedes(root.label) { return nil }
    nextRoot += 1
    return root
  }

  private mutating func enter(_ root: DiscoveryRoot) -> DocumentSource? {
    if root.isFolder, root.problem == nil {
      return enter(FolderListing(file: root.file, label: root.label))
    }
    let path = shownPath(root.label)
    let problem = root.problem.map { DocumentError(kind: .unreadable, message: $0) }
    return DocumentSource(path: path, fileBytes: root.file, problem: problem)
  }

  /// Lists a folder and makes it the current one. Returns a source that says so where something can't be read.
  private mutating func enter(_ folder: FolderListing) -> DocumentSource? {
    var folder = folder
    let ignoreProblem = folder.readIgnoreFile()
    let failure = folder.read(discovery)
    passedOver += folder.passedOver
    if folder.identity != nil { folders.append(folder) }
    if failure != 0 {
      let message =
        "The folder \(quoted(shownPath(folder.shown))) can't be read: \(systemMessage(failure))."
      return problem(folder.shown, folder.file, message)
    }
    guard let ignoreProblem else { return nil }
    let path = folder.shown + IgnoreFile.name
    let message =
      "\(quoted(shownPath(path))) can't be read: \(ignoreProblem). What it would leave out is read."
    return problem(path, folder.file + [UInt8(ascii: "/")] + IgnoreFile.name, message)
  }

  private func problem(_ path: [UInt8], _ file: [UInt8], _ message: String) -> DocumentSource {
    DocumentSource(
      path: shownPath(path), fileBytes: file, problem: DocumentError(kind: .unreadable, message: message))
  }

  /// Whether a folder is not walked under another path.
  private mutating func isNew(_ folder: FolderListing, _ identity: FileIdentity, isLink: Bool) -> Bool {
    // A root is walked when its turn comes, and one that is being walked can only be met again through a link.
    if discovery.rootIdentities.contains(identity) || folders.contains(where: { $0.identity == identity }) {
      return false
    }
    guard isLink else { return linkedFolders.contains(identity) == false }
    guard let real = realPath(folder.file), isReached(real, isFolder: true) == false,
      linkedFolders.insert(identity).inserted
    else { return false }
    linkedTops[real] = DocumentDiscovery.Top(
      relative: folder.relative, isIncluded: folder.isIncluded, ignoreFiles: folder.ignoreFiles)
    return true
  }

  /// Whether a file is not read under another path.
  private mutating func isNew(_ file: [UInt8], _ status: stat, isLink: Bool) -> Bool {
    let identity = FileIdentity(status)
    // A root comes under its own name.
    if discovery.rootIdentities.contains(identity) { return false }
    let isNew: Bool
    if isLink {
      let real = realPath(file)
      isNew = real.map { isReached($0, isFolder: false) } != true && linkedFiles.insert(identity).inserted
    } else if status.st_nlink > 1 {
      isNew = linkedFiles.insert(identity).inserted
    } else {
      isNew = linkedFiles.isEmpty || linkedFiles.contains(identity) == false
    }
    if isNew == false { passedOver.repeated += 1 }
    return isNew
  }

  private func isReached(_ path: [UInt8], isFolder: Bool) -> Bool {
    discovery.reaches(path, isFolder: isFolder, from: discovery.tops)
      || discovery.reaches(path, isFolder: isFolder, from: linkedTops)
  }
}
