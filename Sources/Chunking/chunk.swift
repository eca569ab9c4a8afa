package import Documents

/// The smallest budget that is kept to. A smaller one is taken as this: every character then fits, with room for a word.
package let minimumChunkBudget = 16

/// Cuts a document into parts that each fit a token budget.
///
/// The ranges are in order and hold every byte that isn't blank exactly once. A document that fits is one chunk; one without any
/// text has none. Otherwise a chunk is filled as far as the budget allows and ends, in this order of preference,
///
/// 1. before the last heading that leaves it at least half full (by bytes),
/// 2. before a block (paragraph, list item, table row), but never right after a heading or a table's head,
/// 3. inside a block that is larger than a whole chunk: at a line end, else a sentence's end, else a blank, else between two characters.
///
/// The time is linear in the text, and nothing is allocated but the chunks.
///
/// - Parameters:
///   - budget: tokens that a chunk's context and range may hold together, counted as ``TokenEstimate/bound``. Less than
///     ``minimumChunkBudget`` is taken as that.
///   - offset: where the first chunk begins: what is before it has been cut already.
///   - firstIndex: the first chunk's place among the document's.
///   - vocabulary: the coefficients of the estimate.
package func chunk(
  _ document: Document, from offset: Int = 0, firstIndex: Int = 0, budget: Int,
  vocabulary: TokenVocabulary = .qwen
) -> [Chunk] {
  let splitter = DocumentSplitter(
    text: document.text, blocks: document.blocks, budget: max(budget, minimumChunkBudget),
    vocabulary: vocabulary)
  return splitter.chunks(from: offset, firstIndex: firstIndex)
}
