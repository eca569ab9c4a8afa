/// A piece of the work between one reader and many workers. Used again and again.
protocol OrderedBlock: AnyObject, Sendable {
  /// The block's place in the order of the input.
  var sequence: Int { get set }
  /// Bytes that it keeps while it is done and waits for those before it, beside what it always has.
  var waitingByteCount: Int { get }
  /// Gives back what was only needed to work on it.
  func releaseInput()
  /// Makes ready for the next use.
  func reset()
}

/// Fills blocks with the input, in its order.
protocol BlockReader: SendableMetatype {
  associatedtype Block: OrderedBlock
  /// False at the end of the input.
  mutating func fill(_ block: Block) -> Bool
}
