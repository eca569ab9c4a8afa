/// Where the bytes of one input come from.
protocol ByteSource: AnyObject {
  /// Bytes taken from the file itself so far: the compressed ones where it is compressed.
  var position: Int { get }

  /// Reads some bytes, at least one unless the input ends; blocks until there are any.
  ///
  /// - Returns: how many bytes came; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int
}

/// Why an input can't be read, or not to its end.
struct ReadFailure: Error, Equatable {
  /// What comes after "can't read FILE: ".
  let reason: String
  /// Whether the bytes are damaged, so that errors just before the damage was found may come from it.
  var isDamage = false
}
