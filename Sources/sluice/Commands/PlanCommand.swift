import ArgumentParser
import ChatCompletions
import Documents

/// `sluice plan`: what a run of `extract` would take.
struct PlanCommand: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract:
      "Say what extracting would take: documents, tokens, requests, cost. Sends nothing and needs no key.",
    discussion: """
      Example:
        sluice plan invoices/ --schema invoice.json

      All documents are read as extract reads them and cut into chunks. The tokens of a text are estimated: the expected \
      figure is some 7% off, and the upper bound counts every token at its dearest, every answer as long as \
      --max-output-tokens allows, and each asked for again as often as --repairs says. How long the answers will be is a guess from the schema \
      (with --records many, a quarter of the text), and thinking is no part of it.
      """)

  @OptionGroup
  var discovery: DiscoveryOptionGroup

  @OptionGroup
  var request: RequestOptionGroup

  @OptionGroup
  var readingOptions: ReadingOptionGroup

  @Option(help: "How the plan is printed: text, json.")
  var format = Format.text

  func run() throws {
    let profile = try request.profile()
    let job = try request.job(for: profile, request.files())
    request.printNotes(on: job, for: profile)
    let documents = try discovery.discovery()
    let plan = PlanReading(
      documents: documents, readingOptions: readingOptions, job: job,
      vocabulary: request.vocabulary(for: profile),
      prices: profile.facts(forModel: request.model)?.prices)
    let findings = plan.findings()
    guard findings.documentCount > 0 else {
      var message = "there is no document to read in \(discovery.places)"
      if let passedOver = documents.passedOver.sentence { message += "; \(passedOver)" }
      throw CommandFailure(message)
    }
    let report = PlanReport(findings, model: request.model, server: profile.name, readingOptions)
    try writeOutput(Array((format == .json ? report.json : report.text).utf8))
  }
}
