@testable import sluice

/// Bytes in memory that come in pieces, as from a pipe.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let pieceSize: Int
  private let failure: ReadFailure?
  private(set) var position = 0

  /// - Parameters:
  ///   - pieceSize: how many bytes one read brings at most.
  ///   - failure: thrown behind the last byte.
  init(_ bytes: [UInt8], pieceSize: Int = .max, failure: ReadFailure? = nil) {
    self.bytes = bytes
    self.pieceSize = pieceSize
    self.failure = failure
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
    if position == bytes.count, let failure { throw failure }
    let count = min(buffer.count, pieceSize, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }

  /// Everything up to the end, read in buffers of a size.
  static func contents(of source: any ByteSource, bufferSize: Int) throws -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferSize, alignment: 1)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}
