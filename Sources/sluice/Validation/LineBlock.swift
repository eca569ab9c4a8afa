#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Some whole lines of an input, or one JSON text, and what was found in them. Used again and again.
///
/// `@unchecked Sendable`: one thread at a time has a block. It is handed on under the lock of the ``OrderedBlocks`` it
/// belongs to, and nobody keeps a reference.
final class LineBlock: OrderedBlock, @unchecked Sendable {
  /// What a block holds.
  enum Content {
    /// Lines, at ``LineBlock/lines`` in the buffer, and the number of the first.
    case lines(firstNumber: Int)
    /// One JSON text.
    case text([UInt8])
    /// No content: the input can't be read, or not any further.
    case failure(ReadFailure)
  }

  /// What was found in a block.
  struct Counts: Equatable {
    var lines = 0
    var elements = 0
    var values = 0
    /// How many of them are invalid.
    var invalid = 0
  }

  /// The block's place in the order of the input.
  var sequence = 0
  /// Which input it is from.
  var input: Int = 0
  var content = Content.lines(firstNumber: 1)
  /// Where the lines stand in the buffer.
  var lines = 0..<0
  /// ``ByteSource/position`` when the block was read.
  var position = 0

  var counts = Counts()
  var findings = InputFindings()
  /// What is to be printed for it.
  var output: [UInt8] = []

  /// Nothing to speak of: its output has a limit of its own.
  var waitingByteCount: Int { 0 }

  private(set) var buffer: UnsafeMutableRawBufferPointer
  private let size: Int
  private let outputLimit: Int

  /// - Parameters:
  ///   - size: bytes of the buffer; it grows for a line that is longer.
  ///   - outputLimit: bytes of output that are kept for the next use.
  init(size: Int, outputLimit: Int) {
    self.size = size
    self.outputLimit = outputLimit
    buffer = Self.allocate(size)
  }

  deinit { free(buffer.baseAddress) }

  /// Whether the buffer had to grow for a long line.
  var isGrown: Bool { buffer.count > size }

  /// Doubles the buffer and keeps what is in it.
  func grow() {
    guard let larger = realloc(buffer.baseAddress, buffer.count * 2) else {
      fatalError("There is no memory for a line of more than \(buffer.count) bytes.")
    }
    buffer = UnsafeMutableRawBufferPointer(start: larger, count: buffer.count * 2)
  }

  /// Gives back the memory of a JSON text or a long line. What was found stays.
  func releaseInput() {
    if case .text = content { content = .lines(firstNumber: 1) }
    lines = 0..<0
    if isGrown {
      free(buffer.baseAddress)
      buffer = Self.allocate(size)
    }
  }

  /// Makes ready for the next use and gives back the memory of much output.
  func reset() {
    content = .lines(firstNumber: 1)
    counts = Counts()
    findings = InputFindings()
    if output.capacity > 2 * outputLimit {
      output = []
    } else {
      output.removeAll(keepingCapacity: true)
    }
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawBufferPointer {
    guard let start = malloc(size) else { fatalError("There is no memory for \(size) bytes.") }
    return UnsafeMutableRawBufferPointer(start: start, count: size)
  }
}
