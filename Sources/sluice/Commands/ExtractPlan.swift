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
  private let places: String
  private let documents: DocumentDiscovery
  private let job: ExtractionJob
  private let profile: ProviderProfile
  private let model: String
  private let vocabulary: TokenVocabulary
  private let readingOptions: ReadingOptionGroup
  private let key: Secret?
  private let options: RunOptions
  private let isQuiet: Bool

  init(_ command: ExtractCommand) throws(CommandFailure) {
    isQuiet = command.quiet
    places = command.discovery.places
    model = command.request.model
    readingOptions = command.readingOptions
    profile = try command.request.profile()
    vocabulary = command.request.vocabulary(for: profile)
    try Self.checkOutput(command)
    job = try command.request.job(for: profile, isQuiet: isQuiet)
    documents = try command.discovery.discovery()
    guard documents.reaches(file: Array(command.output.utf8)) == false else {
      throw CommandFailure(
        "\(command.output) would be one of the documents to read: give another --output, or leave it out with --exclude"
      )
    }
    key = try Self.key(named: command.apiKeyEnv, profile)
    var options = RunOptions(
      output: command.output, stateFolder: command.state, concurrency: command.concurrency)
    options.isBare = command.bare
    options.isFresh = command.fresh
    self.options = options
  }

  /// Runs, says how it went, and leaves nothing open.
  func run() async throws(CommandFailure) -> ExtractOutcome {
    let (reading, vocabulary) = (reading(), vocabulary)
    var clientOptions = ChatClientOptions()
    clientOptions.concurrency = options.concurrency
    let client = ChatCompletionsClient(profile: profile, model: model, key: key, options: clientOptions)
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
      let place = error.code == .noDocuments ? " in " + places : ""
      throw CommandFailure(error.message + place)
    case .success((let summary, let seconds)):
      let outcome = ExtractOutcome(summary: summary, signalExitCode: interrupts.exitCode)
      outcome.report(options, passedOver: documents.passedOver, seconds: seconds, isQuiet: isQuiet)
      return outcome
    }
  }

  /// How documents are read. What repeats in their folders is learnt here, on all cores.
  private func reading() -> DocumentReading {
    var reading = readingOptions.reading(textTokens: job.textBudget(vocabulary))
    if readingOptions.dropRepeated {
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
    let named = [request.schema, request.instructions, discovery.filesFrom].compactMap { $0 }
    for path in discovery.paths + named {
      var input = stat()
      if stat(path, &input) == 0, input.st_dev == output.st_dev, input.st_ino == output.st_ino {
        throw CommandFailure("\(command.output) is a file to read (\(path)): give another --output")
      }
    }
  }

  /// The key. Only OpenRouter has a variable of its own: no key goes to a server that it wasn't named for.
  private static func key(named name: String?, _ profile: ProviderProfile) throws(CommandFailure) -> Secret? {
    let isOpenRouter = profile.takesOpenRouterFields
    guard let variable = name ?? (isOpenRouter ? "OPENROUTER_API_KEY" : nil) else {
      guard profile.requiresKey else { return nil }
      throw CommandFailure(
        "\(profile.name) needs a key: name the environment variable that holds it with --api-key-env")
    }
    guard let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty else {
      if name == nil {
        throw CommandFailure(
          "no key for OpenRouter: set OPENROUTER_API_KEY to one from https://openrouter.ai/settings/keys, or give "
            + "--base-url http://127.0.0.1:8080/v1 for a model on this machine, which needs none")
      }
      // A key given by mistake in the place of the variable's name must not be repeated.
      let isName = variable.utf8.allSatisfy {
        $0 == UInt8(ascii: "_") || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26
      }
      throw CommandFailure(
        isName
          ? "the environment variable \(variable) that --api-key-env names is not set"
          : "--api-key-env wants the name of an environment variable, and what it was given is none")
    }
    guard let key = Secret(value, source: variable) else {
      throw CommandFailure(
        "the environment variable \(variable) holds no key: only blanks, or characters that no key has")
    }
    return key
  }
}
