/// Limits and choices for reading JSON text.
public struct JSONReadingOptions: Sendable {
  /// What to do with an object that has the same key twice.
  public enum DuplicateKeys: Sendable {
    /// Keep both members, in order. RFC 8259 leaves their meaning open.
    case allow
    /// Refuse the text (``JSONError/Code/duplicateKey``).
    case reject
  }

  /// Containers inside one another that are still read. Deeper text is refused.
  public var maximumDepth: Int
  /// Bytes of text that are still read. Offsets are 32 bits wide, so never more than 4 GiB.
  public var maximumByteCount: Int
  /// What to do with duplicate keys.
  public var duplicateKeys: DuplicateKeys

  /// Reading options; the defaults fit any text that a person or a model writes.
  public init(
    maximumDepth: Int = 512, maximumByteCount: Int = Int(UInt32.max) - 8,
    duplicateKeys: DuplicateKeys = .allow
  ) {
    self.maximumDepth = maximumDepth
    self.maximumByteCount = min(maximumByteCount, Int(UInt32.max) - 8)
    self.duplicateKeys = duplicateKeys
  }
}
