import JSON

extension ChatRequest {
  /// The request's body for a server before anything is learnt of it.
  package func body(model: String, profile: ProviderProfile) -> [UInt8] {
    body(model: model, profile: profile, shape: RequestShape(profile: profile, model: model, streams: false))
  }

  /// The request's body for a server: compact JSON in a fixed order of keys, so that the same request is the same bytes
  /// (provider caches and our own resumption rely on it).
  package func body(model: String, profile: ProviderProfile, shape: RequestShape) -> [UInt8] {
    var body = RequestBody(capacity: messages.reduce(2048) { $0 + $1.content.utf8.count * 9 / 8 })
    body.append("model", model)
    body.append(messages)
    body.append(self, shape.structuredOutput)
    body.append(thinking: self, profile.reasoningForm, shape)
    body.append(shape.limitField.rawValue, min(maxTokens, shape.maximumOutputTokens ?? maxTokens))
    let sent = shape.parameters
    if sent.contains(.temperature) { body.append("temperature", temperature) }
    if sent.contains(.topP) { body.append("top_p", parameters.topP) }
    if sent.contains(.frequencyPenalty) { body.append("frequency_penalty", parameters.frequencyPenalty) }
    if sent.contains(.stop), !parameters.stop.isEmpty {
      body.append("stop", JSONValue.array(parameters.stop.map(JSONValue.string)))
    }
    if sent.contains(.seed), let seed = parameters.seed { body.append("seed", seed) }
    if shape.streams {
      body.append("stream", true)
      if sent.contains(.streamOptions) { body.append("stream_options", ["include_usage": true]) }
    }
    if sent.contains(.requireParameters) { body.append("provider", ["require_parameters": true]) }
    if sent.contains(.plugins) {
      body.append("plugins", [["id": "context-compression", "enabled": false]])
    }
    return body.closed()
  }
}

/// A JSON object as it is written, one member after the other.
private struct RequestBody {
  private var bytes: [UInt8] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
    bytes.append(UInt8(ascii: "{"))
  }

  func closed() -> [UInt8] { bytes + [UInt8(ascii: "}")] }

  private mutating func open(_ key: String) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: key.utf8)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func append(_ key: String, _ value: String) {
    open(key)
    bytes.appendJSONString(value)
  }

  mutating func append(_ key: String, _ value: Int) {
    open(key)
    bytes.append(contentsOf: String(value).utf8)
  }

  mutating func append(_ key: String, _ value: Double?) {
    guard let value, let number = JSONNumber(value) else { return }
    open(key)
    bytes.append(contentsOf: (number.intValue.map { String($0) } ?? number.text).utf8)
  }

  mutating func append(_ key: String, _ value: JSONValue) {
    open(key)
    value.write(to: &bytes)
  }

  mutating func append(_ messages: [ChatMessage]) {
    open("messages")
    bytes.append(UInt8(ascii: "["))
    for (position, message) in messages.enumerated() {
      bytes.append(literal: position == 0 ? #"{"role":"# : #",{"role":"#)
      bytes.appendJSONString(message.role.rawValue)
      bytes.append(literal: #","content":"#)
      bytes.appendJSONString(message.content)
      bytes.append(UInt8(ascii: "}"))
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// What keeps the answer to a schema, and the request's own tools. A request that has tools is asked with them alone.
  mutating func append(_ request: ChatRequest, _ way: StructuredOutput) {
    let tools = request.parameters.tools
    if let format = request.responseFormat {
      switch way {
      case .strictSchema, .schema:
        open("response_format")
        let isStrict = format.strict && way == .strictSchema
        bytes.append(literal: #"{"type":"json_schema","json_schema":{"name":"#)
        bytes.appendJSONString(format.name)
        bytes.append(literal: #","strict":\#(isStrict),"schema":"#)
        format.schema.write(to: &bytes)
        bytes.append(literal: "}}")
      case .tools where tools.isEmpty:
        append([ChatTool(name: format.name, parameters: format.schema)], .function(format.name))
      case .jsonObject: append("response_format", ["type": "json_object"])
      case .tools, .prompt: break
      }
    }
    if !tools.isEmpty { append(tools, request.parameters.toolChoice) }
  }

  private mutating func append(_ tools: [ChatTool], _ choice: ToolChoice?) {
    open("tools")
    for (position, tool) in tools.enumerated() {
      bytes.append(literal: (position == 0 ? "[" : ",") + #"{"type":"function","function":{"name":"#)
      bytes.appendJSONString(tool.name)
      if let description = tool.description {
        bytes.append(literal: #","description":"#)
        bytes.appendJSONString(description)
      }
      bytes.append(literal: #","parameters":"#)
      tool.parameters.write(to: &bytes)
      bytes.append(literal: "}}")
    }
    bytes.append(UInt8(ascii: "]"))
    switch choice {
    case nil: break
    case .auto: append("tool_choice", "auto")
    case .none?: append("tool_choice", "none")
    case .required: append("tool_choice", "required")
    case .function(let name):
      append("tool_choice", ["type": "function", "function": ["name": .string(name)]])
    }
  }

  /// How long the model may think, in the server's own form.
  mutating func append(
    thinking request: ChatRequest, _ form: ProviderProfile.ReasoningForm, _ shape: RequestShape
  ) {
    guard shape.parameters.contains(.reasoning) else { return }
    let effort = shape.effort(for: request)
    switch form {
    case .object:
      var object = JSONObject()
      if let tokens = request.parameters.reasoningTokens, shape.parameters.contains(.reasoningTokens) {
        object["max_tokens"] = .number(JSONNumber(tokens))
      } else if let effort {
        object["effort"] = .string(effort.rawValue)
      }
      if !object.members.isEmpty, request.parameters.excludesReasoning { object["exclude"] = true }
      if !object.members.isEmpty { append("reasoning", .object(object)) }
    case .effort, .effortAndTemplate:
      guard let effort else { return }
      append("reasoning_effort", effort.rawValue)
      if form == .effortAndTemplate, effort == ReasoningEffort.none, shape.parameters.contains(.template) {
        append("chat_template_kwargs", ["enable_thinking": false])
      }
    case .thinking:
      guard let effort else { return }
      // `minimal` means no thinking there.
      append("thinking", ["type": effort <= .minimal ? "disabled" : "enabled"])
      if effort > .minimal { append("reasoning_effort", effort.rawValue) }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(literal text: String) {
    append(contentsOf: text.utf8)
  }
}
