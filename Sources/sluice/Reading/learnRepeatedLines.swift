import Chunking
import Documents

/// Reads all documents once and learns which lines repeat in their folders.
///
/// - Parameter reading: as the documents will be read, except for what repeats.
func learnRepeatedLines(
  _ documents: DocumentDiscovery, _ reading: DocumentReading, vocabulary: TokenVocabulary = .qwen, jobs: Int
) -> RepeatedLines {
  let census = Monitor(RepeatedLineCensus())
  readInOrder(documents, jobs: jobs) { _, source in
    (try? reading(source, vocabulary: vocabulary)).map(PageLines.init)
  } emit: { page in
    if let page { census.withLock { $0.add(page) } }
  }
  return census.withLock { $0.repeatedLines() }
}
