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
    var status = stat()
    guard path.withSystemPath({ stat($0, &status) }) == 0 else { return nil }
    self.init(status)
  }
}
