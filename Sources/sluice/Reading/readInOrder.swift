import Documents

/// Works on documents on several threads, and hands over what came of each in the documents' order.
///
/// Memory is bounded by what came of a few documents a thread: work waits where an earlier document takes long.
///
/// - Returns: how many files were passed over.
/// - Parameters:
///   - jobs: threads, the calling one included.
///   - work: runs for several documents at the same time; gets the document's number, from 0.
///   - emit: gets one result at a time, on any of the threads. Returns false to end early.
@discardableResult
func readInOrder<Value: Sendable>(
  _ documents: DocumentDiscovery, jobs: Int, work: @escaping @Sendable (Int, DocumentSource) -> Value,
  emit: @escaping @Sendable (DocumentSource, Value) -> Bool
) -> Int {
  let queue = OrderedResults<Value>(documents, window: 4 * max(jobs, 1))
  runOnThreads(jobs) {
    while let (number, source) = queue.take() {
      queue.finish(number, source, work(number, source), emit)
    }
  }
  return queue.passedOver
}

/// What came of documents that others come before.
private final class OrderedResults<Value: Sendable>: Sendable {
  private struct State: Sendable {
    var walk: DocumentWalk
    var taken = 0
    var emitted = 0
    var done: [Int: (DocumentSource, Value)] = [:]
    var isEmitting = false
    var isAtEnd = false

    /// The result whose turn it is, if it is there. The caller emits it.
    mutating func takeNext() -> (DocumentSource, Value)? {
      guard !isEmitting, let next = done.removeValue(forKey: emitted) else { return nil }
      isEmitting = true
      return next
    }
  }

  private let monitor: Monitor<State>
  private let window: Int

  init(_ documents: DocumentDiscovery, window: Int) {
    monitor = Monitor(State(walk: documents.makeIterator()))
    self.window = window
  }

  /// Files passed over so far.
  var passedOver: Int { monitor.withLock { $0.walk.passedOver } }

  /// The next document with its number; nil at the end.
  func take() -> (Int, DocumentSource)? {
    let window = window
    return monitor.wait { state -> (Int, DocumentSource)?? in
      if state.isAtEnd { return .some(nil) }
      guard state.taken - state.emitted < window else { return nil }
      guard let source = state.walk.next() else {
        state.isAtEnd = true
        return .some(nil)
      }
      state.taken += 1
      return (state.taken - 1, source)
    }
  }

  func finish(
    _ number: Int, _ source: DocumentSource, _ value: Value, _ emit: (DocumentSource, Value) -> Bool
  ) {
    var turn = monitor.withLock { state in
      state.done[number] = (source, value)
      return state.takeNext()
    }
    while let (source, value) = turn {
      let goesOn = emit(source, value)
      turn = monitor.withLock { state in
        state.emitted += 1
        state.isEmitting = false
        guard goesOn else {
          state.isAtEnd = true
          state.done.removeAll()
          return nil
        }
        return state.takeNext()
      }
    }
  }
}
