import Documents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder into which texts are written, each file whole or not at all.
///
/// A file is written under a name that begins with a dot, which no walk reads, and renamed when it is whole. Nothing is
/// brought to the disk on purpose: after a power failure the same command makes it again.
final class TextFolder: Sendable {
  private struct State {
    /// Files that are being written.
    var unfinished: Set<String> = []
    var made = 0
    var isClosed = false
  }

  let path: String
  private let discovery: DocumentDiscovery
  private let monitor = Monitor(State())

  /// - Parameter readsAllKinds: that no patterns choose the files that are read.
  /// - Throws: where it is no folder, and where a later run would read what is written here.
  init(_ path: String, of discovery: DocumentDiscovery, readsAllKinds: Bool) throws(CommandFailure) {
    self.path = path
    self.discovery = discovery
    var status = stat()
    if stat(path, &status) == 0, isFolder(path) == false {
      throw CommandFailure("--output \(path) is a file: it needs the name of a folder")
    }
    // With patterns of --include it depends on the file's name.
    guard readsAllKinds, discovery.reaches(folder: Array(path.utf8)) else { return }
    throw Self.refusal(path, "is a folder that is read, or inside of one")
  }

  private static func refusal(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(
      "--output \(path) \(reason), so that the next run would read what this one writes; hint: name a folder elsewhere, or "
        + "leave it out with --exclude")
  }

  /// Writes a file, with the folders it needs, in place of any file of that name.
  func write(_ bytes: [UInt8], to relative: String) throws(TextFailure) {
    let file = "\(path)/\(relative)"
    if discovery.reaches(file: Array(file.utf8)) {
      throw .output(Self.refusal(path, "would get the file \(file), which is one to read"))
    }
    let folder = String(file[..<file.lastIndex(of: "/")!])
    var (descriptor, temporary, code) = create(in: folder)
    if descriptor < 0, code == ENOENT {
      code = makeFolder(folder)
      if code == 0 { (descriptor, temporary, code) = create(in: folder) }
    }
    guard descriptor >= 0 else { throw failure(file, code) }
    code = writeAll(bytes, to: descriptor) ? 0 : errno
    // Some file systems say only now that there is no room.
    if close(descriptor) != 0, code == 0 { code = errno }
    code = monitor.wait { [code, temporary] state in
      // The process ends, and the file is gone.
      if state.isClosed { return nil }
      state.unfinished.remove(temporary)
      let code = code != 0 ? code : rename(temporary, file) == 0 ? 0 : errno
      if code != 0 { unlink(temporary) }
      return code
    }
    guard code == 0 else { throw failure(file, code) }
  }

  /// Removes what is not whole. Nothing is written any more: threads that want to wait for ever.
  func removeUnfinished() {
    monitor.withLock { state in
      state.isClosed = true
      for file in state.unfinished { unlink(file) }
    }
  }

  private func create(in folder: String) -> (descriptor: Int32, name: String, code: Int32) {
    monitor.wait { state in
      if state.isClosed { return nil }
      state.made += 1
      let name = "\(folder)/.sluice-\(getpid())-\(state.made)"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { state.unfinished.insert(name) }
      return (descriptor, name, descriptor < 0 ? errno : 0)
    }
  }

  /// Makes a folder and those above it. Returns an error number, 0 where it is there.
  private func makeFolder(_ folder: String) -> Int32 {
    if mkdir(folder, 0o777) == 0 { return 0 }
    let code = errno
    if code == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      let above = makeFolder(String(folder[..<slash]))
      if above != 0 { return above }
      return mkdir(folder, 0o777) == 0 || isFolder(folder) ? 0 : errno
    }
    return isFolder(folder) ? 0 : code
  }

  private func failure(_ file: String, _ code: Int32) -> TextFailure {
    let reason = String(cString: strerror(code))
    switch code {
    case ENAMETOOLONG: return .document("can't write \(file): its name is too long for the file system")
    case ENOTDIR, EISDIR, EEXIST:
      return .document(
        "can't write \(file): a part of that path is a file and a folder; hint: is it the text of another document?"
      )
    default: return .output(CommandFailure("can't write \(file): \(reason)"))
    }
  }
}
