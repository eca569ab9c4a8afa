#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written under a name ending in `.partial` and takes its own name when it is whole.
struct OutputFile: ~Copyable {
  /// The name that the file takes at the end.
  let path: String
  private let descriptor: Int32

  /// The name under which the file is written.
  static func partialPath(_ path: String) -> String { path + ".partial" }

  /// Creates the file.
  ///
  /// - Parameter replacing: whether a `.partial` file that is there is written over; else it is an error.
  init(_ path: String, replacing: Bool) throws(RunError) {
    self.path = path
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (replacing ? 0 : O_EXCL)
    descriptor = open(Self.partialPath(path), flags, 0o644)
    guard descriptor >= 0 else {
      if errno == ENOENT {
        throw RunError(.output, "can't write \(Self.partialPath(path)): its folder does not exist")
      }
      throw RunError(.output, "can't write \(Self.partialPath(path)): \(lastSystemError())")
    }
    // Two runs must not write into one file; the lock goes with the descriptor.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno == EWOULDBLOCK ? "another run is writing it" : lastSystemError()
      close(descriptor)
      throw RunError(.output, "can't write \(Self.partialPath(path)): \(reason)")
    }
    if replacing { ftruncate(descriptor, 0) }
  }

  /// Writes bytes through to the file.
  mutating func write(_ bytes: [UInt8]) throws(RunError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, buffer.baseAddress! + offset, bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw RunError(
          .output,
          "can't write \(Self.partialPath(path)): \(lastSystemError()) (what was written before is still there)"
        )
      }
      offset += written
    }
  }

  /// Brings the file to the disk and gives it its name, in place of any file of that name.
  consuming func commit() throws(RunError) {
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
      throw RunError(.output, "can't write \(Self.partialPath(path)): \(lastSystemError())")
    }
    guard rename(Self.partialPath(path), path) == 0 else {
      throw RunError(.output, "can't rename \(Self.partialPath(path)) to \(path): \(lastSystemError())")
    }
    syncFolder(of: path)
  }

  /// Removes the file as if it had never been there.
  consuming func discard() {
    unlink(Self.partialPath(path))
  }

  deinit {
    close(descriptor)
  }
}

/// Brings a rename to the disk; where a file system can't, the rename is still done.
private func syncFolder(of path: String) {
  let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// The message of the system call that failed last in this thread.
func lastSystemError() -> String {
  String(cString: strerror(errno))
}
