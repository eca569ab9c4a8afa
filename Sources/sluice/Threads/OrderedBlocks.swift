/// The blocks between one reader and many workers: read in order, worked on at the same time, printed in order.
///
/// There are a few blocks only, and each is free, being filled, worked on, or done and waiting for those before it. A
/// worker that finds none free waits, so that what is read ahead and what waits to be printed stay within bounds.
final class OrderedBlocks<Reader: BlockReader>: Sendable {
  typealias Block = Reader.Block

  private struct State: Sendable {
    var free: [Block]
    /// Blocks that are done but have others before them.
    var done: [Block] = []
    /// Bytes that those keep.
    var waitingByteCount = 0
    /// The sequence number of the block that is printed next.
    var next = 0
    /// Whether a thread is printing.
    var isPrinting = false
    var isStopped = false

    /// The block whose turn it is, if it is done. The caller prints it.
    mutating func takeNext() -> Block? {
      guard isPrinting == false, let place = done.firstIndex(where: { $0.sequence == next }) else {
        return nil
      }
      isPrinting = true
      let block = done.remove(at: place)
      waitingByteCount -= block.waitingByteCount
      return block
    }
  }

  private struct Input {
    var reader: Reader
    var sequence = 0
    var isAtEnd = false
  }

  private let monitor: Monitor<State>
  private let input: Monitor<Input>
  private let waitingLimit: Int
  private let emit: @Sendable (Block) -> Bool

  /// - Parameters:
  ///   - blocks: those there are.
  ///   - waitingLimit: bytes over which no block is filled until some that wait are printed.
  ///   - emit: prints what was found in a block, one block at a time and in their order. May be called several times
  ///     for one, see ``printEarly(_:)``. Returns false where nothing can be printed any more.
  init(
    _ reader: sending Reader, blocks: [Block], waitingLimit: Int = .max,
    emit: @escaping @Sendable (Block) -> Bool
  ) {
    input = Monitor(Input(reader: reader))
    monitor = Monitor(State(free: blocks))
    self.waitingLimit = waitingLimit
    self.emit = emit
  }

  /// The next block of the input, filled; nil at its end or when nothing can be printed any more.
  func take() -> Block? {
    let block: Block? = monitor.wait { [waitingLimit] state in
      if state.isStopped { return .some(nil) }
      // Those before the ones that wait are being worked on, so that this comes to an end.
      if state.waitingByteCount > waitingLimit { return nil }
      return state.free.popLast().map { .some($0) }
    }
    guard let block else { return nil }
    let isFilled = input.withLock { input in
      guard !input.isAtEnd, input.reader.fill(block) else {
        input.isAtEnd = true
        return false
      }
      block.sequence = input.sequence
      input.sequence += 1
      return true
    }
    if isFilled { return block }
    monitor.withLock { $0.free.append(block) }
    return nil
  }

  /// Prints what was found in a block so far, as soon as those before it are printed; false when the work is to stop.
  ///
  /// For blocks in which so much is found that it can't be kept.
  func printEarly(_ block: Block) -> Bool {
    let isStopped = monitor.wait { state in
      state.isStopped ? true : state.next == block.sequence ? false : nil
    }
    guard !isStopped else { return false }
    guard emit(block) else {
      stop()
      return false
    }
    return true
  }

  /// Gives back a block that is done; it is printed when its turn comes.
  func finish(_ block: Block) {
    block.releaseInput()
    var turn = monitor.withLock { state in
      state.done.append(block)
      state.waitingByteCount += block.waitingByteCount
      return state.takeNext()
    }
    while let block = turn {
      guard emit(block) else { return stop() }
      block.reset()
      turn = monitor.withLock { state in
        state.free.append(block)
        state.next += 1
        state.isPrinting = false
        return state.takeNext()
      }
    }
  }

  private func stop() {
    monitor.withLock { $0.isStopped = true }
  }
}
