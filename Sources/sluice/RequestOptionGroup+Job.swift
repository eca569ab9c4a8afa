import ChatCompletions
import Chunking
import Extraction
import JSON
import JSONSchema

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension RequestOptionGroup {
  /// The usual limit of an answer: enough for a record of several pages of JSON.
  private static let usualOutputTokens = 8192

  /// What the server is.
  func profile() throws(CommandFailure) -> ProviderProfile {
    do {
      var profile = try ProviderProfile.choose(baseURL: baseURL, provider: provider)
      if noCache {
        profile.cacheHeaders = []
        profile.repeatHeaders = []
      }
      if let prices { profile.setPrices(prices, ofModel: model) }
      return profile
    } catch {
      throw CommandFailure(error.message)
    }
  }

  /// The vocabulary that tokens are estimated by: of an unknown model's the worst is assumed.
  func vocabulary(for profile: ProviderProfile) -> TokenVocabulary {
    profile.facts(forModel: model)?.resemblesQwen == true ? .qwen : .worstOfFive
  }

  /// How requests are shaped, until the server refuses that.
  func shape(for profile: ProviderProfile) -> RequestShape {
    RequestShape(
      profile: profile, model: model, structuredOutput: structuredOutput.fixed, streams: !noStream)
  }

  /// The files that a job is made of, read once: they may be pipes.
  struct Files {
    let schema: JSONSchema
    let document: JSONDocument
    let instructions: String?
  }

  /// Reads the files, and compiles the schema.
  func files() throws(CommandFailure) -> Files {
    let text = try instructions.map(Self.text(ofInstructions:))
    let (compiled, document) = try schemaOptions.loadSchema(schema)
    return Files(schema: compiled, document: document, instructions: text)
  }

  /// What is asked.
  func job(for profile: ProviderProfile, _ files: Files) throws(CommandFailure) -> ExtractionJob {
    let facts = profile.facts(forModel: model)
    let window = contextTokens ?? facts?.contextTokens ?? profile.usualContextTokens
    let output = maxOutputTokens ?? min(Self.usualOutputTokens, window / 4, facts?.maxOutputTokens ?? .max)
    guard output < window else {
      throw CommandFailure(
        "--max-output-tokens \(output) leaves no room for a prompt in a window of \(window) tokens",
        exitCode: 64)
    }
    // A prompt above the first price step costs twice as much, so the window is used up to it.
    let step = contextTokens == nil ? facts?.prices?.firstPriceStep : nil
    var options = ExtractionJob.Options(
      contextTokens: min(window, step.map { $0 + output } ?? window), maxOutputTokens: output)
    // An answer that is cut may be longer when it is asked for again, unless the user has set the limit.
    if maxOutputTokens == nil {
      options.mostOutputTokens = facts?.maxOutputTokens.map { min($0, 4 * output) } ?? 2 * output
    }
    options.records = records
    options.subset = profile.kind.schemaSubset
    options.instructions = files.instructions
    options.chunkTokens = chunkTokens
    options.temperature = temperature ?? 0
    options.reasoning = reasoning
    options.parameters = parameters
    options.repairs = repairs
    let job = ExtractionJob(files.schema, document: files.document, options: options)
    guard job.hasRoomForText(vocabulary(for: profile)) else {
      throw CommandFailure(
        "a window of \(grouped(options.contextTokens)) tokens has no room for a document beside the schema and an answer of "
          + "\(grouped(output)): raise --context-tokens or lower --max-output-tokens")
    }
    return job
  }

  /// Says on standard error what of the job the server does not take.
  func printNotes(on job: ExtractionJob, for profile: ProviderProfile) {
    let asked = ChatRequest(
      messages: [], maxTokens: 16, temperature: temperature, reasoning: reasoning, parameters: parameters)
    for field in shape(for: profile).fieldsLeftOut(of: asked) {
      printError(
        "sluice: note: \(field) is not sent: \(profile.name) does not take it for \(model)".printable)
    }
    if let looseness = job.whole.response.looseness {
      printError(
        "sluice: note: \(schema): decoding is not strict: \(looseness); answers are validated all the same"
          .printable)
    }
  }

  /// The parameters that no request varies.
  private var parameters: RequestParameters {
    var parameters = RequestParameters()
    parameters.topP = topP
    parameters.frequencyPenalty = frequencyPenalty
    parameters.stop = stop
    parameters.seed = seed
    parameters.reasoningTokens = reasoningTokens
    return parameters
  }

  /// The text of instructions: a file's where there is one of that name.
  private static func text(ofInstructions value: String) throws(CommandFailure) -> String {
    var status = stat()
    guard stat(value, &status) == 0 else { return value }
    let bytes = try readWholeFile(value, what: "instructions file")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("the instructions file \(value) is not UTF-8 text")
    }
    return text
  }
}
