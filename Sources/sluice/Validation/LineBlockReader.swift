import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads inputs one after the other and cuts them into blocks at line ends.
///
/// A block ends with the last line end that a read brought, so that what comes slowly through a pipe is checked at once.
/// What stands behind it is carried over to the next block.
struct LineBlockReader: BlockReader {
  private let inputs: [ValidationInput]
  private let blockSize: Int
  private var next = 0
  private var source: (any ByteSource)?
  private var carried: [UInt8] = []
  private var lineNumber = 1
  private var isAtStart = true

  /// - Parameter blockSize: bytes that are read at once.
  init(_ inputs: [ValidationInput], blockSize: Int) {
    self.inputs = inputs
    self.blockSize = blockSize
  }

  /// Fills a block with what comes next; false when all inputs have been read.
  mutating func fill(_ block: LineBlock) -> Bool {
    while true {
      do throws(ReadFailure) {
        guard let source else {
          guard next < inputs.count else { return false }
          try openNext()
          continue
        }
        block.input = next - 1
        let isFilled = try fill(block, from: source)
        block.position = source.position
        if isFilled { return true }
        self.source = nil
      } catch {
        source = nil
        block.input = next - 1
        block.content = .failure(error)
        return true
      }
    }
  }

  private mutating func openNext() throws(ReadFailure) {
    next += 1
    carried.removeAll(keepingCapacity: true)
    lineNumber = 1
    isAtStart = true
    source = try inputs[next - 1].open()
  }

  private mutating func fill(_ block: LineBlock, from source: any ByteSource) throws(ReadFailure) -> Bool {
    if case .lines = inputs[next - 1].shape { return try fillLines(block, from: source) }
    // The one text of the input has been read already.
    guard isAtStart else { return false }
    isAtStart = false
    block.content = .text(try readText(source))
    return true
  }

  private mutating func fillLines(_ block: LineBlock, from source: any ByteSource) throws(ReadFailure) -> Bool
  {
    while carried.count >= block.buffer.count { block.grow() }
    block.buffer.copyBytes(from: carried)
    var filled = carried.count
    carried.removeAll(keepingCapacity: true)
    var end: Int?
    while end == nil {
      if filled == block.buffer.count { block.grow() }
      let room = min(block.buffer.count - filled, blockSize)
      let count = try source.read(into: .init(rebasing: block.buffer[filled..<filled + room]))
      // At the end of the input what is left is a line too.
      end = count == 0 ? filled : lastLineEnd(block.buffer, filled..<filled + count)
      filled += count
    }
    guard let end, end > 0 else { return false }
    carried.append(contentsOf: block.buffer[end..<filled])
    var start = 0
    if isAtStart {
      isAtStart = false
      start = try byteOrderMarkLength(
        UnsafeRawBufferPointer(rebasing: block.buffer[..<end]).bytes, ofFile: inputs[next - 1].name != "-")
    }
    block.lines = start..<end
    block.content = .lines(firstNumber: lineNumber)
    lineNumber += lineEndCount(UnsafeRawBufferPointer(rebasing: block.buffer[..<end]))
    return true
  }

  private func readText(_ source: any ByteSource) throws(ReadFailure) -> [UInt8] {
    let limit = JSONReadingOptions().maximumByteCount
    var text: [UInt8] = []
    if let size = inputs[next - 1].byteCount, size <= limit { text.reserveCapacity(size) }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = try source.read(into: piece)
      if count == 0 { break }
      text.append(contentsOf: piece[..<count])
      guard text.count <= limit else {
        throw ReadFailure(
          reason: "one JSON text can't be larger than 4 GiB; hint: write it as JSON Lines, one value a line")
      }
    }
    text.removeFirst(try byteOrderMarkLength(text.span.bytes, ofFile: inputs[next - 1].name != "-"))
    return text
  }
}

/// How many bytes at the start of a file are a byte order mark.
///
/// - Parameter isFile: whether the bytes come from a file with a name.
/// - Throws: ``ReadFailure`` for kinds of data that are no JSON, for which one clear sentence is better than an error for each
///   line.
private func byteOrderMarkLength(_ bytes: RawSpan, ofFile isFile: Bool) throws(ReadFailure) -> Int {
  func starts(_ signature: UInt8...) -> Bool {
    bytes.byteCount >= signature.count
      && signature.indices.allSatisfy {
        bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == signature[$0]
      }
  }
  if starts(0x1F, 0x8B) {
    let hint = isFile ? "end its name in .gz, or pipe it through gzip -dc" : "pipe it through gzip -dc"
    throw ReadFailure(reason: "it is gzip data; hint: \(hint)")
  }
  if starts(0x28, 0xB5, 0x2F, 0xFD) {
    throw ReadFailure(reason: "it is zstd data; hint: pipe it through zstd -dc")
  }
  if starts(0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00) {
    throw ReadFailure(reason: "it is xz data; hint: pipe it through xz -dc")
  }
  if starts(0x42, 0x5A, 0x68) {
    throw ReadFailure(reason: "it is bzip2 data; hint: pipe it through bzip2 -dc")
  }
  if starts(0xFF, 0xFE) || starts(0xFE, 0xFF) {
    throw ReadFailure(
      reason: "it is UTF-16, and JSON is UTF-8; hint: pipe it through iconv -f UTF-16 -t UTF-8")
  }
  return starts(0xEF, 0xBB, 0xBF) ? 3 : 0
}

/// The offset behind the last line end in a range, or nil.
private func lastLineEnd(_ bytes: UnsafeMutableRawBufferPointer, _ range: Range<Int>) -> Int? {
  // The way back is short unless there is none at all.
  guard let start = bytes.baseAddress, memchr(start + range.lowerBound, 0x0A, range.count) != nil else {
    return nil
  }
  var i = range.upperBound
  while i > range.lowerBound {
    i -= 1
    if bytes[i] == 0x0A { return i + 1 }
  }
  return nil
}

private func lineEndCount(_ bytes: UnsafeRawBufferPointer) -> Int {
  guard var start = bytes.baseAddress else { return 0 }
  let end = start + bytes.count
  var count = 0
  while start < end, let found = memchr(start, 0x0A, end - start) {
    count += 1
    start = UnsafeRawPointer(found) + 1
  }
  return count
}
