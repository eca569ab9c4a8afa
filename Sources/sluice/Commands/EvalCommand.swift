import ArgumentParser
import Extraction

/// `sluice eval`: how many fields agree with labelled records.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Compare records with labelled ones, field by field.",
    discussion: """
      Example:
        sluice eval invoices.jsonl --gold expected.jsonl

      Both files hold lines as `extract` writes them. Each value in a gold record is a field; it agrees when the output has an \
      equal value there: numbers by value, strings apart from white space, null like absent, lists position by position.
      """)

  @Argument(help: ArgumentHelp("The records to judge.", valueName: "FILE.jsonl"))
  var file: String

  @Option(help: ArgumentHelp("The labelled records.", valueName: "FILE.jsonl"))
  var gold: String

  func run() throws {
    let output = try readWholeFile(file, what: "records file")
    let labelled = try readWholeFile(gold, what: "gold file")
    let agreement: FieldAgreement
    do {
      agreement = try compareRecords(output: output, outputName: file, gold: labelled, goldName: gold)
    } catch {
      throw CommandFailure(error.message)
    }
    try writeOutput(Array(agreement.rendered().utf8))
  }
}
