import ChatCompletions
import Extraction
import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files that a run writes: records, failures, and the raw answers of documents that failed.
struct RunFiles: ~Copyable {
  private var records: OutputFile
  private var failures: OutputFile
  private let stateFolder: String
  private let isBare: Bool
  private var answers: OutputFile?
  private var failureCount = 0

  /// Creates the files.
  ///
  /// - Throws: ``RunError`` where an output or what an unfinished run left is there already and `isFresh` is not set, and where
  ///   a file can't be created.
  init(_ options: RunOptions) throws(RunError) {
    var status = stat()
    if stat(options.output, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw RunError(.output, "\(options.output) is a folder: give --output the name of a file in it")
    }
    if options.output.isEmpty { throw RunError(.output, "--output is empty: give it the name of a file") }
    if !options.isFresh {
      for path in [options.output, options.failuresPath] { try Self.checkNothingIsThere(path) }
    }
    if stat(options.stateFolder, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      throw RunError(.output, "the state folder \(options.stateFolder) is a file")
    }
    let parent = options.stateFolder.lastIndex(of: "/").map { String(options.stateFolder[...$0]) } ?? "."
    guard access(parent, F_OK) == 0 else {
      throw RunError(
        .output, "can't create the state folder \(options.stateFolder): its folder does not exist")
    }
    let records = try OutputFile(options.output, replacing: options.isFresh)
    let failures: OutputFile
    do {
      failures = try OutputFile(options.failuresPath, replacing: options.isFresh)
    } catch {
      records.discard()
      throw error
    }
    self.records = records
    self.failures = failures
    stateFolder = options.stateFolder
    isBare = options.isBare
  }

  private static func checkNothingIsThere(_ output: String) throws(RunError) {
    if access(output, F_OK) == 0 {
      throw RunError(.output, "\(output) is there already: give another --output, or --fresh to replace it")
    }
    let partial = OutputFile.partialPath(output)
    if access(partial, F_OK) == 0 {
      throw RunError(
        .output,
        "\(partial) is left from a run that did not end, or belongs to one that goes on: move it away to keep its "
          + "records, or give --fresh to replace it")
    }
  }

  /// Writes the lines of a document.
  mutating func write(_ outcome: DocumentOutcome, for document: String) throws(RunError) {
    switch outcome.result {
    case .success(let extracted):
      var lines: [UInt8] = []
      for (index, record) in extracted.enumerated() {
        if isBare {
          lines += record.bytes
        } else {
          appendRecordLine(record, of: document, index: index, to: &lines)
        }
        lines.append(UInt8(ascii: "\n"))
      }
      try records.write(lines)
    case .failure(let failure):
      failureCount += 1
      if !failure.answers.isEmpty { try writeAnswers(failure, of: document) }
      try failures.write(
        line([
          "document": .string(document), "kind": .string(failure.kind.rawValue),
          "message": .string(failure.message),
          "attempts": .number(JSONNumber(outcome.usage.requests)),
        ]))
    }
  }

  /// Gives the files their names. A run without failures leaves no failures file.
  consuming func commit(_ options: RunOptions) throws(RunError) {
    let answersPath = answersPath
    if failureCount > 0 {
      try failures.commit()
    } else {
      failures.discard()
      unlink(options.failuresPath)
    }
    if let answers { try answers.commit() } else { unlink(answersPath) }
    try records.commit()
  }

  /// Removes the files of a run that finished no document.
  consuming func discard() {
    records.discard()
    failures.discard()
  }

  private var answersPath: String { stateFolder + "/failed-answers.jsonl" }

  private mutating func writeAnswers(_ failure: Failure, of document: String) throws(RunError) {
    if answers == nil {
      guard mkdir(stateFolder, 0o755) == 0 || errno == EEXIST else {
        throw RunError(.output, "can't create the state folder \(stateFolder): \(lastSystemError())")
      }
      answers = try OutputFile(answersPath, replacing: true)
    }
    var members: JSONValue = [
      "document": .string(document), "kind": .string(failure.kind.rawValue),
      "answers": .array(failure.answers.map(JSONValue.string)),
    ]
    members["best"] = failure.bestAnswer.map { .number(JSONNumber($0)) }
    let line = line(members)
    try answers?.write(line)
  }

  private func line(_ value: JSONValue) -> [UInt8] {
    value.serialized() + [UInt8(ascii: "\n")]
  }
}

/// Appends a record's line without its end.
private func appendRecordLine(
  _ record: ExtractedRecord, of document: String, index: Int, to lines: inout [UInt8]
) {
  lines += Array(#"{"document":"#.utf8)
  lines.appendJSONString(document)
  lines += Array(#","index":\#(index),"record":"#.utf8)
  lines += record.bytes
  record.evidence.appendMembers(to: &lines)
  if !record.mends.isEmpty {
    lines += Array(#","salvaged":"#.utf8)
    JSONValue.array(record.mends.names.map(JSONValue.string)).write(to: &lines)
  }
  lines.append(UInt8(ascii: "}"))
}
