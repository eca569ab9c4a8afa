import Documents

/// Works on documents on several threads, and hands over what came of each in the documents' order.
///
/// What waits for an earlier document is bounded: four results a thread.
///
/// - Parameters:
///   - jobs: threads, the calling one included.
///   - work: runs for several documents at the same time; gets the document's number, from 0.
///   - emit: gets one result at a time, on any of the threads.
func readInOrder<Value: Sendable>(
  _ documents: DocumentDiscovery, jobs: Int, work: @escaping @Sendable (Int, DocumentSource) -> Value,
  emit: @escaping @Sendable (Value) -> Void
) {
  let places = (0..<4 * max(jobs, 1)).map { _ in DocumentPlace<Value>() }
  let queue = OrderedBlocks(DocumentReader<Value>(walk: documents.makeIterator()), blocks: places) { place in
    if let value = place.value { emit(value) }
    return true
  }
  runOnThreads(jobs) {
    while let place = queue.take() {
      if let source = place.source { place.value = work(place.sequence, source) }
      queue.finish(place)
    }
  }
}

/// A document and what came of it.
///
/// `@unchecked Sendable`: one thread at a time has it, as with ``LineBlock``.
private final class DocumentPlace<Value: Sendable>: OrderedBlock, @unchecked Sendable {
  var sequence = 0
  var source: DocumentSource?
  var value: Value?

  var waitingByteCount: Int { 0 }

  func releaseInput() { source = nil }

  func reset() { value = nil }
}

private struct DocumentReader<Value: Sendable>: BlockReader, Sendable {
  var walk: DocumentWalk

  mutating func fill(_ place: DocumentPlace<Value>) -> Bool {
    place.source = walk.next()
    return place.source != nil
  }
}
