#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The wanted entries of one folder, sorted. All names share one buffer, so a million of them stay small.
struct FolderListing {
  struct Entry {
    /// Without the `/` of a folder.
    var name: [UInt8]
    var isFolder: Bool
    var isLink: Bool
    /// A pattern of `include` names it or a folder it is in, so everything in it that we can read is wanted.
    var isIncluded: Bool
  }

  private struct Slot {
    var start: Int
    var count: UInt16
    var isFolder: Bool
    var isLink: Bool
    var isIncluded: Bool
  }

  /// Opens the folder.
  let file: [UInt8]
  /// The label of its root.
  let label: [UInt8]
  /// The path from the root, empty or ending in `/`: what patterns are matched against.
  let relative: [UInt8]
  let isIncluded: Bool
  /// Those of the folders above, and its own once it is read.
  private(set) var ignoreFiles: [IgnoreFile]
  private(set) var identity: FileIdentity?
  private(set) var passedOver = PassedOverFiles()
  private var names: [UInt8] = []
  private var slots: [Slot] = []
  private var nextSlot = 0

  init(
    file: [UInt8], label: [UInt8] = [], relative: [UInt8] = [], isIncluded: Bool = false,
    ignoreFiles: [IgnoreFile] = []
  ) {
    self.file = file
    self.label = label
    self.relative = relative
    self.isIncluded = isIncluded
    self.ignoreFiles = ignoreFiles
  }

  /// The path shown to users, empty for a lone root.
  var shown: [UInt8] { label + relative }

  var isAtEnd: Bool { nextSlot == slots.count }

  /// The next entry's path as it is shown, a folder's with its `/`; nil at the end.
  var nextShown: [UInt8]? {
    guard nextSlot < slots.count else { return nil }
    let slot = slots[nextSlot]
    return shown + names[slot.start..<slot.start + Int(slot.count)]
  }

  mutating func popFirst() -> Entry? {
    guard nextSlot < slots.count else { return nil }
    let slot = slots[nextSlot]
    nextSlot += 1
    let end = slot.start + Int(slot.count) - (slot.isFolder ? 1 : 0)
    return Entry(
      name: Array(names[slot.start..<end]), isFolder: slot.isFolder, isLink: slot.isLink,
      isIncluded: slot.isIncluded)
  }

  /// Takes in the ignore file that stands in the folder. Returns why it can't be read, if it can't.
  mutating func readIgnoreFile() -> String? {
    do {
      if let own = try IgnoreFile.read(in: file, relative: relative) { ignoreFiles.append(own) }
      return nil
    } catch {
      return error.reason
    }
  }

  /// Reads and sorts the entries. Returns an error number, 0 if all went well; `identity` is nil if nothing was read.
  mutating func read(_ discovery: DocumentDiscovery) -> Int32 {
    guard let stream = file.withSystemPath({ opendir($0) }) else { return errno }
    defer { closedir(stream) }
    var status = stat()
    guard fstat(dirfd(stream), &status) == 0 else { return errno }
    identity = FileIdentity(status)
    var failure: Int32 = 0
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        failure = errno
        break
      }
      // The entry may be shorter than its type: never copy it whole.
      let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
      let start = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      let name = Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
      add(name, type: Int32(entry.pointee.d_type), discovery)
    }
    names.withUnsafeBytes { names in
      // A folder's name ends in `/` here, which makes this the order of whole paths.
      slots.sort { a, b in
        let order = memcmp(
          names.baseAddress! + a.start, names.baseAddress! + b.start, Int(min(a.count, b.count)))
        return order == 0 ? a.count < b.count : order < 0
      }
    }
    return failure
  }

  private mutating func add(_ name: [UInt8], type: Int32, _ discovery: DocumentDiscovery) {
    var isFolder = type == Int32(DT_DIR)
    if type == Int32(DT_LNK) || type == Int32(DT_UNKNOWN), name.first != UInt8(ascii: ".") {
      isFolder = FileIdentity(path: file + [UInt8(ascii: "/")] + name)?.isFolder == true
    }
    let verdict = discovery.verdict(
      on: name, in: relative, isFolder: isFolder, isIncluded: isIncluded, ignoreFiles: ignoreFiles)
    switch verdict {
    case .leftOut: return
    case .passedOver: passedOver.add(name: name)
    case .wanted(let isIncluded):
      let start = names.count
      names += name
      if isFolder { names.append(UInt8(ascii: "/")) }
      slots.append(
        Slot(
          start: start, count: UInt16(names.count - start), isFolder: isFolder,
          isLink: type == Int32(DT_LNK), isIncluded: isIncluded))
    }
  }
}
