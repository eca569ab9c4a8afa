package import ChatCompletions
package import Chunking
package import Documents
import JSON
import JSONSchema

/// Turns a document into records: chunks it, asks for each chunk, validates, has invalid answers repaired, merges, and
/// grounds the values in the text.
package struct Extractor: Sendable {
  private let job: ExtractionJob
  private let model: any ChatModel
  private let vocabulary: TokenVocabulary
  /// Tokens of document text that a chunk may hold.
  private let textBudget: Int
  /// What a request takes beside its document's text, for a document in one chunk and in several.
  private let wholeTokens: TokenEstimate
  private let partTokens: TokenEstimate

  /// An extractor for a job on a model.
  package init(job: ExtractionJob, model: any ChatModel, vocabulary: TokenVocabulary = .qwen) {
    self.job = job
    self.model = model
    self.vocabulary = vocabulary
    textBudget = job.textBudget(vocabulary)
    wholeTokens = job.whole.fixedTokens(vocabulary)
    partTokens = job.part.fixedTokens(vocabulary)
  }

  /// The records of a document, or its failure.
  ///
  /// - Throws: ``ChatError`` only where the run can't go on or was cancelled; what concerns this document alone is a value.
  package func extract(_ document: Document) async throws(ChatError) -> DocumentOutcome {
    var asking = Asking(job: job, model: model, vocabulary: vocabulary)
    do throws(Asking.Stop) {
      let records = try await records(of: document, &asking)
      return DocumentOutcome(result: .success(records), usage: asking.usage)
    } catch {
      switch error {
      case .failure(let failure), .tooLong(let failure):
        return DocumentOutcome(result: .failure(failure), usage: asking.usage)
      case .stop(var error):
        error.usage = asking.usage
        throw error
      }
    }
  }

  private func records(of document: Document, _ asking: inout Asking) async throws(Asking.Stop)
    -> [ExtractedRecord]
  {
    var pending = chunk(document, budget: textBudget, vocabulary: vocabulary)[...]
    var parts: [Part] = []
    while let next = pending.first {
      let count = parts.count + pending.count
      do throws(Asking.Stop) {
        let (values, mends) = try await asking.records(
          of: next, in: document, chunkCount: count, fixedTokens: count == 1 ? wholeTokens : partTokens,
          canSplit: next.tokens.bound > ExtractionJob.smallestBudget)
        parts.append(Part(range: next.range, values: values, mends: mends))
        pending = pending.dropFirst()
      } catch {
        // The estimate was too low, or a list too long for the answer: ask in smaller parts, down to a paragraph. What the
        // earlier parts have answered stays.
        guard case .tooLong(let failure) = error else { throw error }
        guard next.tokens.bound > ExtractionJob.smallestBudget else { throw .failure(failure) }
        let smaller = chunk(
          document, from: next.range.lowerBound, firstIndex: parts.count, budget: next.tokens.bound / 2,
          vocabulary: vocabulary)
        pending = smaller[...]
      }
    }
    return try merged(parts, document, asking)
  }

  /// The document's records from those of its chunks, each judged by the user's schema.
  private func merged(
    _ parts: [Part], _ document: Document, _ asking: Asking
  ) throws(Asking.Stop) -> [ExtractedRecord] {
    var parts = parts
    var finder = EvidenceFinder(document.text)
    if job.options.records == .one, parts.count > 1 {
      let partial = parts.flatMap { part in
        part.values.map { value in
          let evidence = finder.evidence(
            for: validated(value, by: job.part.schema).document.root, in: part.range)
          return PartialRecord(value: value, ungrounded: Set(evidence.ungrounded))
        }
      }
      let mends = parts.reduce(into: Mends()) { $0.formUnion($1.mends) }
      parts = [Part(range: nil, values: [mergedRecord(partial)], mends: mends)]
    }
    var records: [ExtractedRecord] = []
    for part in parts {
      for value in part.values {
        let (record, errors) = validated(value, by: job.schema)
        guard errors.isEmpty else {
          let problems = summary(of: errors.map { ($0.instanceLocation, $0) })
          throw .failure(
            Failure(
              kind: .invalid,
              message: "the record merged from the document's parts is not valid: \(problems)",
              answers: asking.answers))
        }
        let evidence = finder.evidence(for: record.root, in: part.range)
        records.append(ExtractedRecord(bytes: record.bytes, evidence: evidence, mends: part.mends))
      }
    }
    return records
  }

  /// What one chunk's answer holds.
  private struct Part {
    /// Where the chunk stands in the document's text; nil for values of the whole document.
    let range: Range<Int>?
    let values: [JSONValue]
    let mends: Mends
  }
}
