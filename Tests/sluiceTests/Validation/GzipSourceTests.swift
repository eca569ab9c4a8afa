import CZlib
import Testing

@testable import sluice

@Suite struct GzipSourceTests {
  /// One gzip member.
  static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    var output = [UInt8](repeating: 0, count: bytes.count + 1000)
    let capacity = output.count
    var input = bytes
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, zlibVersion(), size) == Z_OK else {
      return []
    }
    let count = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        _ = deflate(&stream, Z_FINISH)
        return capacity - Int(stream.avail_out)
      }
    }
    deflateEnd(&stream)
    return Array(output[..<count])
  }

  static let text = Array((0..<5000).map { "{\"number\":\($0)}\n" }.joined().utf8)

  private func read(_ bytes: [UInt8], pieceSize: Int = .max, bufferSize: Int = 1000) throws -> [UInt8] {
    try MemorySource.contents(
      of: GzipSource(MemorySource(bytes, pieceSize: pieceSize)), bufferSize: bufferSize)
  }

  @Test(arguments: [1, 7, 100_000], [1, 333, 1_000_000])
  func severalMembersAreOneStream(pieceSize: Int, bufferSize: Int) throws {
    let half = Self.text.count / 2
    let bytes =
      Self.compressed(Array(Self.text[..<half])) + Self.compressed([])
      + Self.compressed(Array(Self.text[half...]))
    #expect(try read(bytes, pieceSize: pieceSize, bufferSize: bufferSize) == Self.text)
    #expect(try read(bytes + [0, 0, 0, 0], pieceSize: pieceSize, bufferSize: bufferSize) == Self.text)
  }

  @Test func whatIsNoGzipIsRefused() throws {
    let bytes = Self.compressed(Self.text)
    for count in [0, 1, 5, bytes.count / 2, bytes.count - 1] {
      #expect(throws: ReadFailure(reason: "the gzip data is cut off at byte \(count)")) {
        try read(Array(bytes[..<count]))
      }
    }
    #expect(throws: ReadFailure(reason: "it is no gzip data")) { try read(Self.text) }
    #expect(
      throws: ReadFailure(
        reason: "there is something else behind the gzip data at byte \(bytes.count)")
    ) { try read(bytes + Array("{}\n".utf8)) }
    var corrupt = bytes
    corrupt[bytes.count / 2] ^= 0x10
    corrupt[bytes.count / 2 + 1] ^= 0x55
    let failure = #expect(throws: ReadFailure.self) { try read(corrupt) }
    #expect(failure?.reason.hasPrefix("the gzip data is corrupt near byte ") == true)
  }
}
