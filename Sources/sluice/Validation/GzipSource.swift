import CZlib

/// The decompressed bytes of gzip data (RFC 1952). Several members one after the other are one stream, and zeros behind
/// the last are padding, as `gzip -d` takes them.
final class GzipSource: ByteSource {
  private let compressed: any ByteSource
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isAtEnd = false
  /// Whether a member has been begun and not ended.
  private var isInMember = false
  private var hasReadMember = false

  /// 64 KiB of compressed bytes are read at once.
  private static let inputSize = 1 << 16

  /// - Throws: ``ReadFailure`` where there is no memory for the decompressor.
  init(_ compressed: any ByteSource) throws(ReadFailure) {
    self.compressed = compressed
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: Self.inputSize, alignment: 16)
    guard sluice_inflate_init_gzip(stream) == Z_OK else {
      throw ReadFailure(reason: "there is no memory to decompress it")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
    input.deallocate()
  }

  var position: Int { compressed.position - Int(stream.pointee.avail_in) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
    guard !isAtEnd, !buffer.isEmpty else { return 0 }
    let wanted = min(buffer.count, Int(UInt32.max))
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(wanted)
    while Int(stream.pointee.avail_out) == wanted {
      if stream.pointee.avail_in == 0, try !readCompressed() { return 0 }
      if !isInMember, try !beginMember() { continue }
      let status = inflate(stream, Z_NO_FLUSH)
      switch status {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        isInMember = false
        hasReadMember = true
      default:
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib's error \(status)"
        throw ReadFailure(
          reason: "the gzip data is corrupt near byte \(position) (\(reason))", isDamage: true)
      }
    }
    return wanted - Int(stream.pointee.avail_out)
  }

  /// Reads more compressed bytes; false at the end of the file, which must be the end of a member.
  private func readCompressed() throws(ReadFailure) -> Bool {
    let count = try compressed.read(into: input)
    if count > 0 {
      stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_in = UInt32(count)
      return true
    }
    isAtEnd = true
    if isInMember || !hasReadMember {
      throw ReadFailure(reason: "the gzip data is cut off at byte \(position)")
    }
    return false
  }

  /// Makes ready for the member that begins at the next byte; false where only zeros were left in the buffer.
  private func beginMember() throws(ReadFailure) -> Bool {
    if hasReadMember {
      while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
      }
      guard stream.pointee.avail_in > 0 else { return false }
    }
    guard stream.pointee.next_in.pointee == 0x1F else {
      throw ReadFailure(
        reason: hasReadMember
          ? "there is something else behind the gzip data at byte \(position)" : "it is no gzip data")
    }
    inflateReset(stream)
    isInMember = true
    return true
  }
}
