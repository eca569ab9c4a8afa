import ArgumentParser
import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `sluice validate`: checks JSON Lines and JSON files against a schema.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check JSON Lines or JSON files against a JSON Schema.",
    discussion: """
      Examples:
        sluice validate invoices.jsonl --schema invoice.json --pointer /record
        sluice validate *.jsonl.gz --schema invoice.json --format jsonl > errors.jsonl
        curl -s https://example.com/export | sluice validate - --schema invoice.json

      Each invalid line is printed with its file, line, column (in bytes) and the place in the value; the last line on standard \
      error counts. Blank lines are passed over. Files that end in .gz are decompressed.

      A file that ends in .json or .json.gz is one JSON value. Where that is an array, and the schema speaks of objects and \
      not of arrays, each element is checked as a record of its own; elements count from 0. --input says otherwise for all files: lines (a value \
      on each line), value (one value, whatever it is), elements (one array, its elements checked one by one). Such a file is \
      read as a whole: JSON Lines take less memory.

      The exit code is 0 when all are valid, 1 when some are not, 2 when the schema is no good or a file could not be read to \
      its end, 130 or 143 after Ctrl-C or SIGTERM.
      """)

  @Argument(help: ArgumentHelp("Files to check, or - for standard input.", valueName: "FILE"))
  var files: [String]

  @Option(help: ArgumentHelp("The JSON Schema.", valueName: "FILE"))
  var schema: String

  @OptionGroup
  var schemaOptions: SchemaOptions

  @Option(help: ArgumentHelp("Check only this part of each line or value.", valueName: "/POINTER"))
  var pointer = ""

  @Option(
    help: ArgumentHelp(
      "What the files hold: lines, value, elements (default: as their names say).",
      valueName: "lines|value|elements"))
  var input: ValidationInput.Shape?

  @Option(
    help: ArgumentHelp(
      "An object with the same key twice: allow, reject.", valueName: "allow|reject"))
  var duplicateKeys = JSONReadingOptions.DuplicateKeys.allow

  @Option(
    help: ArgumentHelp("Threads that check at the same time (default: all processors).", valueName: "N"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Errors as text, or as one JSON object for each invalid line.", valueName: "text|jsonl"))
  var format = ProblemWriter.Format.text

  @Flag(help: "Leave values out of the messages, for logs that must not hold any. Property names stay.")
  var noValues = false

  func validate() throws {
    guard JSONPointer(parsing: pointer) != nil else {
      let bare = pointer.drop { $0 == "#" }
      let hint =
        pointer.first == "#" && JSONPointer(parsing: String(bare)) != nil
        ? "say it without #: '\(bare)'" : "it looks like /record"
      throw ValidationError("--pointer \(pointer) is no JSON Pointer: \(hint).")
    }
    guard (1...256).contains(jobs ?? 1) else { throw ValidationError("--jobs must be from 1 to 256.") }
    guard (files + [schema]).count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("Standard input (-) can be read only once.")
    }
  }

  func run() throws {
    let (compiled, document) = try schemaOptions.loadSchema(schema)
    let plan = ValidationPlan(
      schema: compiled, topic: SchemaTopic(of: document),
      pointer: JSONPointer(parsing: pointer) ?? .init(),
      reading: JSONReadingOptions(duplicateKeys: duplicateKeys),
      writer: ProblemWriter(format: format, showsValues: !noValues))
    let inputs = files.map { ValidationInput(path: $0, shape: input) }
    let byteCounts = inputs.compactMap(\.byteCount)
    let byteCount = byteCounts.count == inputs.count ? byteCounts.reduce(0, +) : nil
    let progress = ValidationProgress(totalBytes: byteCount, sharesTerminal: isOutputTerminal()) {
      _ = writeAll($0, to: STDERR_FILENO)
    }
    let report = Monitor(
      ValidationReport(
        inputs: inputs, progress: isErrorTerminal() ? progress : nil, write: writeOutputOrExit,
        warn: printError))
    exitOnInterrupt { report.sayLastWords() }

    let start = ContinuousClock.now
    let isCompressed = inputs.contains(where: \.isCompressed)
    let layout = ValidationLayout(jobs: jobs ?? availableCores(), byteCount: isCompressed ? nil : byteCount)
    runValidation(plan, inputs: inputs, layout: layout, report: report)
    let (summary, notes, counts, hasFailures) = report.withLock {
      (
        $0.summary(seconds: (ContinuousClock.now - start).seconds), $0.notes(pointer: plan.pointer),
        $0.counts,
        $0.hasFailures
      )
    }
    for note in notes { printError("sluice: note: \(note)".printable) }
    printError(summary)
    if hasFailures { throw ExitCode(2) }
    if counts.invalid > 0 { throw ExitCode(1) }
  }
}

extension ValidationInput.Shape: ExpressibleByArgument {
  init?(argument: String) {
    switch argument {
    case "lines": self = .lines
    case "value": self = .value
    case "elements": self = .elements
    default: return nil
    }
  }
}

extension ProblemWriter.Format: ExpressibleByArgument {}

extension Monitor<ValidationReport> {
  /// What has been found until an interrupt. Waits for a write that is going on, but not for one that is stuck.
  fileprivate func sayLastWords() {
    for _ in 0..<20 {
      let words: String? = withLockIfAvailable { report in
        report.clearProgress()
        return "interrupted; checked until then: \(report.counts)"
      }
      if let words { return printError("sluice: \(words)") }
      usleep(10_000)
    }
  }
}
