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
    /// A pattern of `include` named this folder, so everything in it that we can read is wanted.
    var isIncluded: Bool
  }

  private struct Slot {
    var range: Range<Int>
    var isFolder: Bool
    var isLink: Bool
    var isIncluded: Bool
  }

  /// Opens the folder.
  let file: [UInt8]
  /// The label of its root.
  let label: [UInt8]
  /// The path from the root, empty or ending in `/`: what patterns are matched against.
  var relative: [UInt8] = []
  var isIncluded = false
  private(set) var identity: FileIdentity?
  private(set) var passedOver = 0
  private var names: [UInt8] = []
  private var slots: [Slot] = []
  private var nextSlot = 0

  init(file: [UInt8], label: [UInt8], relative: [UInt8] = [], isIncluded: Bool = false) {
    self.file = file
    self.label = label
    self.relative = relative
    self.isIncluded = isIncluded
  }

  /// The path shown to users, empty for a lone root.
  var shown: [UInt8] { label + relative }

  mutating func popFirst() -> Entry? {
    guard nextSlot < slots.count else { return nil }
    let slot = slots[nextSlot]
    nextSlot += 1
    let end = slot.isFolder ? slot.range.upperBound - 1 : slot.range.upperBound
    return Entry(
      name: Array(names[slot.range.lowerBound..<end]), isFolder: slot.isFolder, isLink: slot.isLink,
      isIncluded: slot.isIncluded)
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
          names.baseAddress! + a.range.lowerBound, names.baseAddress! + b.range.lowerBound,
          min(a.range.count, b.range.count))
        return order == 0 ? a.range.count < b.range.count : order < 0
      }
    }
    return failure
  }

  private mutating func add(_ name: [UInt8], type: Int32, _ discovery: DocumentDiscovery) {
    guard name.isEmpty == false, name[0] != UInt8(ascii: ".") else { return }
    var isFolder = type == Int32(DT_DIR)
    let isLink = type == Int32(DT_LNK)
    // With several roots, a file that was also given by name must not come twice.
    let path = relative + name
    if type != Int32(DT_DIR), type != Int32(DT_REG) || discovery.roots.count > 1,
      let target = FileIdentity(path: file + [UInt8(ascii: "/")] + name)
    {
      isFolder = target.isFolder
      if isFolder == false, discovery.roots.contains(where: { $0.identity == target }) { return }
    }
    if discovery.exclude.contains(where: { $0.matches(path, isFolder: isFolder) }) { return }
    let isNamed = discovery.include.contains {
      $0.isFolderOnly == isFolder && $0.matches(path, isFolder: isFolder)
    }
    if isFolder == false, isNamed == false {
      if discovery.include.isEmpty == false, isIncluded == false { return }
      guard DocumentFormat(fileName: name)?.isReadInFolders == true else {
        passedOver += 1
        return
      }
    }
    let start = names.count
    names += name
    if isFolder { names.append(UInt8(ascii: "/")) }
    slots.append(
      Slot(
        range: start..<names.count, isFolder: isFolder, isLink: isLink,
        isIncluded: isIncluded || (isFolder && isNamed)))
  }
}
