#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of an open file, a pipe or standard input.
final class DescriptorSource: ByteSource {
  private let descriptor: Int32
  private let closes: Bool
  /// A terminal would wait for more if it were asked again.
  private var isAtEnd = false
  private(set) var position = 0

  /// - Parameter closes: whether the descriptor is closed when the source goes away.
  init(_ descriptor: Int32, closes: Bool) {
    self.descriptor = descriptor
    self.closes = closes
  }

  deinit {
    if closes { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
    while !isAtEnd {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ReadFailure(reason: String(cString: strerror(errno))) }
      position += count
      isAtEnd = count == 0
      return count
    }
    return 0
  }
}
