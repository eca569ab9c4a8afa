#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A walk over the roots of a discovery, one source at a time.
package struct DocumentWalk: IteratorProtocol, Sendable {
  /// How many files were passed over so far because they are not a document kind we read.
  package private(set) var passedOver = 0

  private let discovery: DocumentDiscovery
  private var nextRoot = 0
  private var folders: [FolderListing] = []
  /// Folders that a symbolic link led to: following each once keeps links that cross from multiplying.
  private var linkedFolders: Set<FileIdentity> = []

  init(_ discovery: DocumentDiscovery) {
    self.discovery = discovery
  }

  package mutating func next() -> DocumentSource? {
    while true {
      if folders.isEmpty {
        guard nextRoot < discovery.roots.count else { return nil }
        let root = discovery.roots[nextRoot]
        nextRoot += 1
        guard root.identity.isFolder else {
          return DocumentSource(path: shownPath(root.label), fileBytes: root.file, problem: nil)
        }
        let top = FolderListing(file: root.file, label: root.label)
        if let failed = enter(top, throughLink: false) { return failed }
        continue
      }
      guard let entry = folders[folders.count - 1].popFirst() else {
        folders.removeLast()
        continue
      }
      let folder = folders[folders.count - 1]
      let file = folder.file + [UInt8(ascii: "/")] + entry.name
      guard entry.isFolder else {
        return DocumentSource(path: shownPath(folder.shown + entry.name), fileBytes: file, problem: nil)
      }
      let inner = FolderListing(
        file: file, label: folder.label, relative: folder.relative + entry.name + [UInt8(ascii: "/")],
        isIncluded: entry.isIncluded)
      if let failed = enter(inner, throughLink: entry.isLink) { return failed }
    }
  }

  /// Lists a folder and makes it the current one. Returns a source that says so where it can't be read.
  private mutating func enter(_ folder: FolderListing, throughLink: Bool) -> DocumentSource? {
    var folder = folder
    let failure = folder.read(discovery)
    passedOver += folder.passedOver
    guard let identity = folder.identity else { return source(of: folder, failure: failure) }
    if throughLink {
      let isOpen = folders.contains { $0.identity == identity }
      guard isOpen == false, linkedFolders.insert(identity).inserted else { return nil }
    }
    let isOtherRoot = folders.isEmpty == false && discovery.roots.contains { $0.identity == identity }
    if isOtherRoot { return nil }
    folders.append(folder)
    return failure == 0 ? nil : source(of: folder, failure: failure)
  }

  private func source(of folder: FolderListing, failure: Int32) -> DocumentSource {
    let path = shownPath(folder.shown)
    let message = "The folder \(quoted(path)) can't be read: \(systemMessage(failure))."
    return DocumentSource(
      path: path, fileBytes: folder.file, problem: DocumentError(kind: .unreadable, message: message))
  }
}
