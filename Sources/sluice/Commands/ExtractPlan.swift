import Batch
import ChatCompletions
import Chunking
import Documents
import Extraction

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the options of `extract` mean: files opened, schema compiled, key at hand.
struct ExtractPlan {
  private let command: ExtractCommand
  private let documents: DocumentDiscovery
  private let profile: ProviderProfile
  private let files: RequestOptionGroup.Files
  private let key: Secret?
  private let options: RunOptions

  private var isQuiet: Bool { command.quiet }

  init(_ command: ExtractCommand) throws(CommandFailure) {
    self.command = command
    profile = try command.request.profile()
    try Self.checkOutput(command)
    files = try command.request.files()
    documents = try command.discovery.discovery()
    guard documents.reaches(file: Array(command.output.utf8)) == false else {
      throw CommandFailure(
        "\(command.output) would be one of the documents to read: give another --output, or leave it out with --exclude"
      )
    }
    key = try command.key.secret(for: profile)
    // Some documents more than requests, so that the next is read while the others wait for their answers.
    let documentsAtOnce = command.limits.concurrency + (command.limits.concurrency + 3) / 4
    var options = RunOptions(
      output: command.output, stateFolder: command.state, concurrency: documentsAtOnce)
    options.isBare = command.bare
    options.isFresh = command.fresh
    self.options = options
  }

  /// Runs, says how it went, and leaves nothing open.
  func run() async throws(CommandFailure) -> ExtractOutcome {
    let profile = await profileOfServer()
    let job = try command.request.job(for: profile, files)
    if !isQuiet { command.request.printNotes(on: job, for: profile) }
    let vocabulary = command.request.vocabulary(for: profile)
    let reading = reading(job, vocabulary)
    let client = try client(profile)
    let extractor = Extractor(job: job, model: client, vocabulary: vocabulary)
    let run = Run(extractor: extractor, options: options) { source throws(DocumentError) in
      try reading(source, vocabulary: vocabulary)
    }
    let stop = StopRequest()
    let (documents, isQuiet) = (documents, isQuiet)
    let task = Task { () -> Result<(RunSummary, Double), RunError> in
      var progress = ProgressLine()
      do throws(RunError) {
        let summary = try await run(documents, stop: stop) { if !isQuiet { progress.show($0) } }
        progress.clear()
        return .success((summary, progress.elapsedSeconds))
      } catch {
        progress.clear()
        return .failure(error)
      }
    }
    let interrupts = InterruptWatch(stop: stop) { task.cancel() }
    let result = await task.value
    await client.shutdown()
    switch result {
    case .failure(let error):
      let place = error.code == .noDocuments ? " in " + command.discovery.places : ""
      throw CommandFailure(error.message + place)
    case .success((let summary, let seconds)):
      let outcome = ExtractOutcome(summary: summary, signalExitCode: interrupts.exitCode)
      outcome.report(options, passedOver: documents.passedOver, seconds: seconds, isQuiet: isQuiet)
      return outcome
    }
  }

  /// The profile with what the server says of itself and its models, where it says it soon.
  private func profileOfServer() async -> ProviderProfile {
    guard let models = await fetchModels(profile, key: key, within: .seconds(5)) else { return profile }
    return profile.refined(byModels: models, model: command.request.model)
  }

  private func client(_ profile: ProviderProfile) throws(CommandFailure) -> ChatCompletionsClient {
    let limits = command.limits
    var options = ChatClientOptions()
    options.limits.concurrency = limits.concurrency
    options.limits.requestsPerMinute = limits.rpm
    options.limits.tokensPerMinute = limits.tpm
    options.limits.maximumCost = limits.maxCost
    options.requestTimeout = .seconds(limits.requestTimeout)
    options.shape = command.request.shape(for: profile)
    if command.verbose { options.logger = RequestLogHandler.logger() }
    if !isQuiet { options.notice = { printNote($0) } }
    if limits.maxCost != nil, profile.facts(forModel: command.request.model)?.prices == nil {
      throw CommandFailure(
        "--max-cost needs the prices of \(command.request.model), which are not known: give them with --prices"
      )
    }
    return ChatCompletionsClient(
      profile: profile, model: command.request.model, key: key, options: options)
  }

  /// How documents are read. What repeats in their folders is learnt here, on all cores.
  private func reading(_ job: ExtractionJob, _ vocabulary: TokenVocabulary) -> DocumentReading {
    var reading = command.readingOptions.reading(textTokens: job.textBudget(vocabulary))
    if command.readingOptions.dropRepeated {
      if !isQuiet { printError("sluice: reading all documents for what repeats in their folders") }
      reading.repeatedLines = learnRepeatedLines(
        documents, reading, vocabulary: vocabulary, jobs: availableCores())
    }
    return reading
  }

  /// Refuses an output that is no file, or one of the files named to be read: `--fresh` means an old output.
  private static func checkOutput(_ command: ExtractCommand) throws(CommandFailure) {
    if command.output == "-" {
      throw CommandFailure(
        "--output needs a file: records are written in one piece at the end of a run", exitCode: 64)
    }
    var output = stat()
    guard stat(command.output, &output) == 0, output.st_mode & S_IFMT != S_IFDIR else { return }
    let (discovery, request) = (command.discovery, command.request)
    let named = [request.schema, request.instructions, discovery.filesFrom, command.key.file].compactMap {
      $0
    }
    for path in discovery.paths + named {
      var input = stat()
      if stat(path, &input) == 0, input.st_dev == output.st_dev, input.st_ino == output.st_ino {
        throw CommandFailure("\(command.output) is a file to read (\(path)): give another --output")
      }
    }
  }
}
