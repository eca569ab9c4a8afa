import JSON

extension ChatRequest {
  /// The request's body for a server: compact JSON in a fixed order of keys, so that the same request is the same bytes
  /// (provider caches and our own resumption rely on it).
  package func body(model: String, profile: ProviderProfile) -> [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(messages.reduce(1024) { $0 + $1.content.utf8.count * 9 / 8 })
    body.append(literal: #"{"model":"#)
    body.appendJSONString(model)
    body.append(literal: #","messages":["#)
    for (position, message) in messages.enumerated() {
      body.append(literal: position == 0 ? #"{"role":"# : #",{"role":"#)
      body.appendJSONString(message.role.rawValue)
      body.append(literal: #","content":"#)
      body.appendJSONString(message.content)
      body.append(literal: "}")
    }
    body.append(literal: "]")
    if let responseFormat {
      body.append(literal: #","response_format":{"type":"json_schema","json_schema":{"name":"#)
      body.appendJSONString(responseFormat.name)
      body.append(literal: #","strict":\#(responseFormat.strict),"schema":"#)
      responseFormat.schema.write(to: &body)
      body.append(literal: "}}")
    }
    if profile.takesOpenRouterFields {
      if let effort = reasoning ?? profile.facts(forModel: model)?.defaultReasoning {
        body.append(literal: #","reasoning":{"effort":"\#(effort.rawValue)","exclude":true}"#)
      }
    } else if let reasoning {
      body.append(literal: #","reasoning_effort":"\#(reasoning.rawValue)""#)
    }
    body.append(literal: #","\#(profile.outputLimitField.rawValue)":\#(maxTokens)"#)
    if let temperature, let number = JSONNumber(temperature) {
      let text = number.intValue.map(String.init) ?? number.text
      body.append(literal: #","temperature":\#(text)"#)
    }
    if profile.takesOpenRouterFields {
      // An endpoint that would ignore the schema is not used, and no text is cut from the middle of a prompt.
      body.append(
        literal:
          #","provider":{"require_parameters":true},"plugins":[{"id":"context-compression","enabled":false}]"#
      )
    }
    body.append(literal: "}")
    return body
  }
}

extension [UInt8] {
  fileprivate mutating func append(literal text: String) {
    append(contentsOf: text.utf8)
  }
}
