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
  private let key: Secret?
  private let options: RunOptions
  private let isQuiet: Bool

  /// The tokens of a window that nothing is known of.
  private static let unknownContextTokens = 32_768
  /// The usual limit of an answer: enough for a record of several pages of JSON.
  private static let usualOutputTokens = 8192

  init(_ command: ExtractCommand) throws(CommandFailure) {
    isQuiet = command.quiet
    places = command.discovery.places
    model = command.model
    do {
      profile = try ProviderProfile.forBaseURL(command.baseURL)
    } catch {
      throw CommandFailure(error.message)
    }
    try Self.checkOutput(command)
    job = try Self.job(command, profile)
    documents = try command.discovery.discovery()
    key = try Self.key(named: command.apiKeyEnv, profile)
    var options = RunOptions(
      output: command.output, stateFolder: command.state, concurrency: command.concurrency)
    options.isBare = command.bare
    options.isFresh = command.fresh
    self.options = options
  }

  /// Runs, says how it went, and leaves nothing open.
  func run() async throws(CommandFailure) -> ExtractOutcome {
    var clientOptions = ChatClientOptions()
    clientOptions.concurrency = options.concurrency
    let client = ChatCompletionsClient(profile: profile, model: model, key: key, options: clientOptions)
    // Of an unknown model's tokens the worst is assumed.
    let isKnown = profile.facts(forModel: model) != nil
    let extractor = Extractor(job: job, model: client, vocabulary: isKnown ? .qwen : .worstOfFive)
    guard extractor.hasRoomForText else {
      await client.shutdown()
      throw CommandFailure(
        "a window of \(grouped(job.options.contextTokens)) tokens has no room for a document beside the schema and an answer of "
          + "\(grouped(job.options.maxOutputTokens)): raise --context-tokens or lower --max-output-tokens")
    }
    let run = Run(extractor: extractor, options: options)
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

  /// Refuses an output that is no file, or one of the files to read: `--fresh` means an old output.
  private static func checkOutput(_ command: ExtractCommand) throws(CommandFailure) {
    if command.output == "-" {
      throw CommandFailure(
        "--output needs a file: records are written in one piece at the end of a run", exitCode: 64)
    }
    var output = stat()
    guard stat(command.output, &output) == 0, output.st_mode & S_IFMT != S_IFDIR else { return }
    for path in command.discovery.paths + [command.schema] {
      var input = stat()
      if stat(path, &input) == 0, input.st_dev == output.st_dev, input.st_ino == output.st_ino {
        throw CommandFailure("\(command.output) is a file to read (\(path)): give another --output")
      }
    }
  }

  private static func job(_ command: ExtractCommand, _ profile: ProviderProfile) throws(CommandFailure)
    -> ExtractionJob
  {
    let facts = profile.facts(forModel: command.model)
    let window = command.contextTokens ?? facts?.contextTokens ?? unknownContextTokens
    let output = command.maxOutputTokens ?? min(usualOutputTokens, window / 4)
    guard output < window else {
      throw CommandFailure(
        "--max-output-tokens \(output) leaves no room for a prompt in a window of \(window) tokens",
        exitCode: 64)
    }
    // A prompt above the first price step costs twice as much, so the window is used up to it.
    let step = command.contextTokens == nil ? facts?.prices.tiers.first?.abovePromptTokens : nil
    var options = ExtractionJob.Options(
      contextTokens: min(window, step.map { $0 + output } ?? window), maxOutputTokens: output)
    options.records = command.records
    options.instructions = try command.instructions.map(instructions)
    options.chunkTokens = command.chunkTokens
    // OpenAI's reasoning models refuse any temperature that is set.
    options.temperature = command.temperature ?? (profile.outputLimitField == .maxTokens ? 0 : nil)
    options.reasoning = command.reasoning
    let (schema, document) = try command.schemaOptions.loadSchema(command.schema)
    let job = ExtractionJob(schema, document: document, options: options)
    if !command.quiet { warnOfUnfollowedReferences(job.whole.response, schema: command.schema) }
    return job
  }

  /// The text of instructions: a file's where there is one of that name.
  private static func instructions(_ value: String) throws(CommandFailure) -> String {
    var status = stat()
    guard stat(value, &status) == 0 else { return value }
    let bytes = try readWholeFile(value, what: "instructions file")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("the instructions file \(value) is not UTF-8 text")
    }
    return text
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
