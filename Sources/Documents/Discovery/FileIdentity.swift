#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system knows a file or folder by, whatever path leads to it.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64
  let isFolder: Bool

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    isFolder = status.st_mode & S_IFMT == S_IFDIR
  }

  /// Follows symbolic links. Nil if the path leads nowhere; `errno` says why.
  init?(path: [UInt8]) {
    guard let status = fileStatus(path) else { return nil }
    self.init(status)
  }
}

/// What the system knows about a file. Follows symbolic links. Nil if the path leads nowhere; `errno` says why.
func fileStatus(_ path: [UInt8]) -> stat? {
  var status = stat()
  return path.withSystemPath({ stat($0, &status) }) == 0 ? status : nil
}

/// The path without symbolic links; nil if it leads nowhere.
func realPath(_ path: [UInt8]) -> [UInt8]? {
  guard let real = path.withSystemPath({ realpath($0, nil) }) else { return nil }
  defer { free(real) }
  return Array(UnsafeRawBufferPointer(start: real, count: strlen(real)))
}
