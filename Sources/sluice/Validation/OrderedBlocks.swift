/// The blocks between one reader and many workers: read in order, worked on at the same time, printed in order.
///
/// There are a few blocks only, and each is free, being filled, worked on, or done and waiting for those before it. A
/// worker that finds none free waits, so that what is read ahead and what waits to be printed stay within bounds.
final class OrderedBlocks: Sendable {
  private struct State: Sendable {
    var free: [LineBlock]
    /// Blocks that are done but have others before them.
    var done: [LineBlock] = []
    /// The sequence number of the block that is printed next.
    var next = 0
    /// Whether a thread is printing.
    var isPrinting = false
    var isStopped = false

    /// The block whose turn it is, if it is done. The caller prints it.
    mutating func takeNext() -> LineBlock? {
      let place = isPrinting ? nil : done.firstIndex { $0.sequence == next }
      isPrinting = place != nil || isPrinting
      return place.map { done.remove(at: $0) }
    }
  }

  private struct Input {
    var reader: LineBlockReader
    var sequence = 0
    var isAtEnd = false
  }

  private let monitor: Monitor<State>
  private let input: Monitor<Input>
  private let emit: @Sendable (LineBlock) -> Bool

  /// - Parameters:
  ///   - count: how many blocks there are.
  ///   - emit: prints what was found in a block, one block at a time and in their order. May be called several times
  ///     for one, see ``printEarly(_:)``. Returns false where nothing can be printed any more.
  init(
    _ reader: sending LineBlockReader, count: Int, size: Int, outputLimit: Int,
    emit: @escaping @Sendable (LineBlock) -> Bool
  ) {
    input = Monitor(Input(reader: reader))
    let blocks = (0..<count).map { _ in LineBlock(size: size, outputLimit: outputLimit) }
    monitor = Monitor(State(free: blocks))
    self.emit = emit
  }

  /// The next block of the input, filled; nil at its end or when nothing can be printed any more.
  func take() -> LineBlock? {
    let block: LineBlock? = monitor.wait { state in
      state.isStopped ? .some(nil) : state.free.popLast().map { .some($0) }
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
  func printEarly(_ block: LineBlock) -> Bool {
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
  func finish(_ block: LineBlock) {
    block.releaseInput()
    var turn = monitor.withLock { state in
      state.done.append(block)
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
