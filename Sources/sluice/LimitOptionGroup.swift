import ArgumentParser

/// The options that bound what a run may do at once, in a minute, in one request, and in all.
struct LimitOptionGroup: ParsableArguments {
  @Option(help: "Requests in flight at most; how many there are follows what the server takes.")
  var concurrency = 16

  @Option(help: "Requests a minute at most.")
  var rpm: Int?

  @Option(help: "Tokens a minute at most, prompts and answers together.")
  var tpm: Int?

  @Option(
    help: ArgumentHelp(
      "US dollars that the run may cost: a request whose worst case would go beyond is not sent.",
      valueName: "USD"))
  var maxCost: Double?

  @Option(
    help: ArgumentHelp("Seconds for one request, to the last byte of its answer.", valueName: "SECONDS"))
  var requestTimeout = 300.0

  func validate() throws {
    guard (1...4096).contains(concurrency) else {
      throw ValidationError("--concurrency must be from 1 to 4096.")
    }
    if let rpm, rpm < 1 { throw ValidationError("--rpm must be at least 1.") }
    if let tpm, tpm < 1000 { throw ValidationError("--tpm must be at least 1000.") }
    if let maxCost, !(maxCost > 0 && maxCost.isFinite) {
      throw ValidationError("--max-cost must be more than 0.")
    }
    guard (0.1...86_400).contains(requestTimeout) else {
      throw ValidationError("--request-timeout must be from 0.1 to 86400 seconds.")
    }
  }
}
