import ArgumentParser
import JSON

/// `sluice validate`: checks JSON Lines against a schema.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check JSON Lines files against a JSON Schema.",
    discussion: """
      Examples:
        sluice validate invoices.jsonl --schema invoice.json --pointer /record
        zcat old.jsonl.gz | sluice validate - --schema invoice.json --format jsonl

      A file named .json is one JSON text; any other has one on each line, empty lines aside. The exit code is 0 when all are \
      valid and 1 when some are not.
      """)

  /// How errors are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, jsonl
  }

  @Argument(help: "Files of JSON Lines, or - for standard input.")
  var files: [String]

  @Option(help: "The JSON Schema.")
  var schema: String

  @Option(help: ArgumentHelp("Check only this part of each line.", valueName: "/POINTER"))
  var pointer = ""

  @Option(help: "Errors as text, or as one JSON object for each invalid line: text, jsonl.")
  var format = Format.text

  func run() throws {
    guard let pointer = JSONPointer(parsing: pointer) else {
      throw CommandFailure(
        "--pointer \(self.pointer) is no JSON Pointer: it looks like /record", exitCode: 64)
    }
    let compiled = try loadSchema(schema).schema
    let start = ContinuousClock.now
    var lines = 0
    var invalid = 0
    for file in files {
      func check(_ text: ArraySlice<UInt8>, _ number: Int) throws(CommandFailure) {
        let isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if isBlank, !file.hasSuffix(".json") { return }
        lines += 1
        guard let problem = LineProblem(in: Array(text), pointer, schema: compiled) else { return }
        invalid += 1
        try writeOutput(
          format == .text
            ? problem.text(file: file, line: number)
            : problem.json(file: file, line: number).serialized() + [0x0A])
      }
      if file.hasSuffix(".json") {
        try check(try readWholeFile(file, what: "file")[...], 1)
      } else {
        try forEachLine(in: file, check)
      }
    }
    let seconds = (ContinuousClock.now - start).seconds
    printError("\(lines) lines, \(invalid) invalid, \(decimal(seconds, places: 1)) s")
    if invalid > 0 { throw ExitCode(1) }
  }
}
