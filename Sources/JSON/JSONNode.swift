/// One value or key of a ``JSONDocument``: 16 bytes in a flat array, in the order of the text.
///
/// A container is followed by its contents. ``next`` leads from a value to what comes after its whole subtree,
/// so a container's children are walked without a stack.
@frozen
public struct JSONNode: BitwiseCopyable, Sendable {
  /// Offset of the value's first byte; for strings and keys the byte after the opening quote.
  public var start: UInt32
  /// Offset after the value's last byte; for strings and keys the offset of the closing quote.
  public var end: UInt32
  /// Index of the node that follows this value's subtree. For a key: the hash of its decoded bytes (``jsonKeyHash(_:)``).
  public var next: UInt32
  /// Kind in the low four bits, three flags, and from bit 8 on a container's count.
  @usableFromInline var bits: UInt32

  @usableFromInline static let escapesFlag: UInt32 = 1 << 4
  @usableFromInline static let nonASCIIFlag: UInt32 = 1 << 5
  @usableFromInline static let fractionFlag: UInt32 = 1 << 6
  /// The largest ``count`` that fits in a node. A container that shows it may hold more, and is counted by walking it.
  @inlinable public static var maximumStoredCount: Int { (1 << 24) - 1 }

  @inlinable
  package init(kind: JSONKind, start: Int, end: Int, next: Int, flags: UInt32 = 0) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    self.bits = UInt32(kind.rawValue) | flags
  }

  /// Completes a container's node.
  mutating func close(end: Int, next: Int, count: Int) {
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    bits |= UInt32(truncatingIfNeeded: min(count, Self.maximumStoredCount)) << 8
  }

  /// What the node is.
  @inlinable public var kind: JSONKind {
    JSONKind(rawValue: UInt8(truncatingIfNeeded: bits & 0xF)).unsafelyUnwrapped
  }

  /// Whether a string or key holds a backslash, so that its bytes must be decoded before they are compared.
  @inlinable public var hasEscapes: Bool { bits & Self.escapesFlag != 0 }

  /// Whether the raw bytes of a string or key are all ASCII.
  @inlinable public var isASCII: Bool { bits & Self.nonASCIIFlag == 0 }

  /// Whether a number is written without fraction and exponent.
  @inlinable public var isIntegerLiteral: Bool { bits & Self.fractionFlag == 0 }

  /// The number of elements or members; stays at ``maximumStoredCount`` in a container that holds more.
  @inlinable public var count: Int { Int(bits >> 8) }

  /// The node's bytes as a range of the text.
  @inlinable public var range: Range<Int> { Int(start)..<Int(end) }

  /// The same with the quotes of a string or key.
  @inlinable public var rawRange: Range<Int> {
    kind == .string || kind == .key ? Int(start) - 1..<Int(end) + 1 : range
  }
}
