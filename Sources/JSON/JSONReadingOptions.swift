/// Limits and choices for reading JSON text.
public struct JSONReadingOptions: Sendable {
  /// What to do with an object that has the same key twice.
  public enum DuplicateKeys: Sendable {
    /// Keep both members, in order. RFC 8259 leaves their meaning open.
    case allow
    /// Refuse the text (``JSONError/Code/duplicateKey``).
    case reject
  }

  /// The longest text whose offsets, and those just behind it, fit in 32 bits.
  static let largestByteCount = Int(UInt32.max) - 8

  /// Containers inside one another that are still read. Deeper text is refused. The reader itself doesn't recurse, but
  /// ``JSONValue`` and others that walk a document do: raise this only with the stack for it.
  public var maximumDepth: Int
  /// Bytes of text that are still read. Offsets are 32 bits wide, so never more than 4 GiB, whatever this says.
  public var maximumByteCount: Int
  /// What to do with duplicate keys.
  public var duplicateKeys: DuplicateKeys

  /// Reading options; the defaults fit any text that a person or a model writes.
  public init(
    maximumDepth: Int = 512, maximumByteCount: Int = .max, duplicateKeys: DuplicateKeys = .allow
  ) {
    self.maximumDepth = maximumDepth
    self.maximumByteCount = maximumByteCount
    self.duplicateKeys = duplicateKeys
  }
}
