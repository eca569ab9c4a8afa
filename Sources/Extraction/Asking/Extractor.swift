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

  /// An extractor for a job on a model.
  package init(job: ExtractionJob, model: any ChatModel, vocabulary: TokenVocabulary = .qwen) {
    self.job = job
    self.model = model
    self.vocabulary = vocabulary
  }

  /// The records of a document, or its failure.
  ///
  /// - Throws: ``ChatError`` only where the run can't go on or was cancelled; what concerns this document alone is a value.
  package func extract(_ document: Document) async throws(ChatError) -> DocumentOutcome {
    var asking = Asking(job: job, model: model)
    do throws(Asking.Stop) {
      let records = try await records(of: document, &asking)
      return DocumentOutcome(result: .success(records), usage: asking.usage)
    } catch {
      switch error {
      case .failure(let failure): return DocumentOutcome(result: .failure(failure), usage: asking.usage)
      case .stop(var error):
        error.usage = asking.usage
        throw error
      }
    }
  }

  private func records(of document: Document, _ asking: inout Asking) async throws(Asking.Stop)
    -> [ExtractedRecord]
  {
    var budget = job.textBudget(vocabulary)
    while true {
      let chunks = chunk(document, budget: budget, vocabulary: vocabulary)
      var parts: [Part] = []
      do throws(Asking.Stop) {
        for chunk in chunks {
          let values = try await asking.records(of: chunk, in: document, chunkCount: chunks.count)
          parts.append(Part(range: chunk.range, values: values))
        }
      } catch {
        // The estimate was too low, or a list too long for the answer: ask in smaller parts, down to a paragraph.
        guard budget > ExtractionJob.smallestBudget, case .failure(let failure) = error,
          shrinkingMayHelp(failure)
        else { throw error }
        budget = min(budget, chunks.map(\.tokens.bound).max() ?? budget) / 2
        continue
      }
      return try merged(parts, document, asking)
    }
  }

  private func shrinkingMayHelp(_ failure: Failure) -> Bool {
    failure.kind == .contextOverflow || (failure.kind == .truncated && job.options.records == .many)
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
      parts = [Part(range: nil, values: [mergedRecord(partial)])]
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
        records.append(ExtractedRecord(bytes: record.bytes, evidence: evidence))
      }
    }
    return records
  }

  /// What one chunk's answer holds.
  private struct Part {
    /// Where the chunk stands in the document's text; nil for values of the whole document.
    let range: Range<Int>?
    let values: [JSONValue]
  }
}
