import ArgumentParser

/// The command line's root.
@main
struct Sluice: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sluice",
    abstract: "Turn folders of documents into schema-valid JSONL with a language model.",
    discussion: """
      Example:
        sluice extract invoices/ --schema invoice.json --output invoices.jsonl
      """,
    version: "0.1.0",
    subcommands: [
      ExtractCommand.self, PlanCommand.self, TextCommand.self, SchemaCommand.self, ValidateCommand.self,
      EvalCommand.self,
    ])

  @MainActor static func main() async {
    setUpProcess()
    do {
      var command = try parseAsRoot()
      if command is ExtractCommand { useOneHeap() }
      if var asyncCommand = command as? any AsyncParsableCommand {
        try await asyncCommand.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      if !failure.message.isEmpty { printError("sluice: \(failure.message)") }
      exit(withError: ExitCode(failure.exitCode))
    } catch {
      exit(withError: error)
    }
  }
}
