import JSON

/// What the chunks of a streamed completion add up to.
struct StreamedAnswer: Sendable, EventSink {
  private(set) var content: GuardedText
  /// The arguments of the tool calls, one call a line.
  private(set) var arguments: GuardedText
  /// Left empty once there is content.
  private(set) var reasoning: GuardedText
  private(set) var refusal: GuardedText
  private(set) var finishReason: String?
  private(set) var nativeFinishReason: String?
  private(set) var id: String?
  private(set) var model: String?
  /// The last `usage` object, as written.
  private(set) var usage: [UInt8] = []
  /// The event that told of an error, else the one that could not be read.
  private(set) var fault: [UInt8] = []
  private(set) var isMalformed = false
  private(set) var cut: CutReason?
  /// `[DONE]` has come.
  private(set) var isDone = false
  private var toolCall: Int?

  /// - Parameters:
  ///   - maximumBytes: what the content may grow to.
  ///   - maximumReasoningBytes: what the reasoning may grow to.
  ///   - patience: how many times longer than usual a loop must go on to be cut off.
  init(maximumBytes: Int, maximumReasoningBytes: Int, patience: Int) {
    content = GuardedText(maximumBytes: maximumBytes, patience: patience)
    arguments = content
    refusal = content
    reasoning = GuardedText(maximumBytes: maximumReasoningBytes, patience: patience)
  }

  /// The model has said something.
  var hasBegun: Bool {
    !content.isEmpty || !reasoning.isEmpty || !arguments.isEmpty || !refusal.isEmpty
  }

  /// Whether a server that now breaks the connection takes nothing of the answer with it.
  var isWhole: Bool { isDone || finishReason != nil }

  mutating func receive(_ data: Span<UInt8>, name: EventName, isWhole: Bool) -> EventVerdict {
    if data.equals("[DONE]") {
      isDone = true
      return .ended
    }
    guard !data.isEmpty, data[0] == UInt8(ascii: "{") else {
      guard name == .error else { return .taken }
      fault.append(data)
      return .ended
    }
    var bytes: [UInt8] = []
    bytes.append(data)
    let document: JSONDocument
    do {
      document = try JSONDocument(bytes)
    } catch {
      guard isWhole else { return .incomplete }
      fault = bytes
      isMalformed = true
      return .ended
    }
    return read(document, isError: name == .error)
  }

  private mutating func read(_ document: JSONDocument, isError: Bool) -> EventVerdict {
    let root = ChunkMembers(of: 0, in: document)
    if let element = root[.usage], element.kind == .object { usage = Array(element.rawBytes) }
    if isError || (root[.error] != nil || root[.choices] == nil) && ServerError(in: document.root) != nil {
      return fail(document)
    }
    id = id ?? root.text(.id)
    model = model ?? root.text(.model)
    guard let choices = root[.choices], choices.kind == .array, document.nodes[choices.index].count > 0 else {
      return .taken
    }
    let choice = ChunkMembers(of: choices.index + 1, in: document)
    if choice[.error] != nil, ServerError(in: document.element(at: choices.index + 1)) != nil {
      return fail(document)
    }
    nativeFinishReason = choice.text(.nativeFinishReason) ?? nativeFinishReason
    finishReason = choice[.finishReason].flatMap(AnswerReader.finishReason) ?? finishReason
    if let delta = choice[.delta], delta.kind == .object {
      add(ChunkMembers(of: delta.index, in: document))
    } else if let message = choice[.message], message.kind == .object {
      content.removeAll()
      reasoning.removeAll()
      refusal.removeAll()
      arguments.removeAll()
      add(ChunkMembers(of: message.index, in: document))
    }
    return cut == nil ? .taken : .ended
  }

  private mutating func fail(_ document: JSONDocument) -> EventVerdict {
    fault = document.bytes
    return .ended
  }

  private mutating func add(_ delta: ChunkMembers) {
    if let text = delta.text(.reasoning) ?? delta.text(.reasoningContent), !text.isEmpty, content.isBlank {
      cut = reasoning.append(text)
    }
    if let text = delta[.content].flatMap(messageText), !text.isEmpty {
      cut = content.append(text) ?? cut
      if !reasoning.isEmpty, !content.isBlank { reasoning.removeAll() }
    }
    if let text = delta.text(.refusal) { cut = refusal.append(text) ?? cut }
    for call in delta[.toolCalls]?.elements ?? [] {
      guard let text = call["function"]?["arguments"].flatMap(argumentsText) else { continue }
      let index = call["index"]?.intValue ?? toolCall ?? 0
      if let toolCall, toolCall != index { cut = arguments.append("\n") ?? cut }
      toolCall = index
      cut = arguments.append(text) ?? cut
    }
  }
}
