/// What a server's refusal says of the request's fields. It reads the words of OpenAI, Azure, OpenRouter, Ark, vLLM, SGLang,
/// llama.cpp, Ollama, LM Studio, Groq, DeepSeek, Mistral and FastAPI; anything else is no refusal of a field.
struct ShapeRefusal {
  /// What can be to blame.
  enum Field: Hashable {
    case parameter(RequestShape.Parameters)
    case limit
    case output
    case stream
  }

  /// All words in lower case, the first kilobytes of them.
  private let text: [UInt8]
  private let param: String
  private let code: String
  private let availability: String

  init(_ error: ServerError) {
    let words = Array(error.message.utf8.prefix(4096)) + [0x0a] + error.upstream.utf8.prefix(4096)
    text = words.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    param = error.param.lowercased()
    code = error.code.lowercased()
    availability = error.availabilityCode
  }

  func says(_ phrase: String) -> Bool { text.end(of: phrase) != nil }

  private func says(anyOf phrases: [String]) -> Bool { phrases.contains(where: says) }

  /// Whether it says that something is not taken, rather than that a value is out of its range.
  var isRefused: Bool {
    code == "unsupported_parameter" || code == "unsupported_value" || code == "unknown_parameter"
      || says(anyOf: [
        "unsupported", "not support", "n't support", "unrecognized", "unknown", "unexpected", "extra input",
        "extra field", "extra_forbidden", "not permitted", "not allowed", "deprecated", "not available",
        "unavailable", "not implemented", "not enabled", "only the default", "only 1 is allowed", "no longer",
        "invalid reasoning value", "additional properties",
      ])
  }

  /// Whether no endpoint of OpenRouter's was left for the request, for a cause that the shape may have.
  var leavesNoEndpoint: Bool {
    availability == "constraint_filtered"
      || says(anyOf: [
        "no endpoints found that can handle", "no endpoints found that support", "guardrail restrictions",
        "no endpoints available matching", "endpoints found matching your data policy",
      ])
  }

  /// Whether a constraint on decoding could not be made of the schema.
  var isAboutGrammar: Bool {
    code == "invalid_json_schema" || param.hasPrefix("text.format") || param.hasPrefix("response_format.")
      || says(anyOf: [
        "grammar", "unable to generate parser", "initialize samplers", "invalid schema for", "json schema",
        "json_schema contains", "structured output", "guided_json", "guided decoding", "invalid json_schema",
      ])
  }

  /// Whether `json_schema` is refused as such, whatever the schema.
  var isAboutSchemaType: Bool {
    guard says(anyOf: ["json_schema", "response_format type", "response format"]),
      code != "invalid_json_schema", !says("invalid schema for")
    else { return false }
    return isRefused || says(anyOf: ["not valid", "must be", "enabled only", "invalid value", "should be"])
  }

  /// Whether `response_format` is refused, whatever its type.
  var isAboutResponseFormat: Bool {
    says("response_format") && isRefused && !says(anyOf: ["schema", "json_object", "type"])
  }

  /// The most output tokens that a model may be asked for.
  var outputLimit: Int? {
    guard
      says(anyOf: ["max_tokens", "max_completion_tokens", "max_output_tokens", "max_new_tokens"])
        || param.hasPrefix("max_")
    else { return nil }
    let phrases = [
      "supports at most ", "expected a value <= ", "less than or equal to ", "must be at most ",
      "maximum value of ", "maximum allowed value of ", "maximum allowed number of output tokens (", "[1, ",
      "should be <= ",
      "must be <= ", "between 1 and ", "cannot exceed ", "can not exceed ", "maximum is ", "limit of ",
    ]
    return phrases.lazy.compactMap { number(after: $0) }.first
  }

  /// The field to blame: the one that `param` names, else the one named first in the text.
  func blamed(among fields: [(name: String, field: Field)]) -> Field? {
    let last = param.split { $0 == "." || $0 == "/" || $0 == "#" }
    for name in [param] + last.reversed().map(String.init) {
      if let match = fields.first(where: { $0.name == name }) { return match.field }
    }
    if param.hasPrefix("response_format"), let output = fields.first(where: { $0.field == .output }) {
      return output.field
    }
    let named = fields.compactMap { field in mention(of: field.name).map { (at: $0, field: field.field) } }
    return named.min { $0.at < $1.at }?.field
  }

  /// Whether a word stands between quotation marks.
  func quotes(_ word: String) -> Bool {
    ["'", "\"", "`"].contains { says($0 + word + $0) }
  }

  /// The offset of a field's name as a word of its own. One that is also an English word counts between marks, before a
  /// colon, or in a list after one.
  private func mention(of name: String) -> Int? {
    let isEnglish = ["stop", "seed", "stream", "provider", "tools", "functions", "plugins", "reasoning"]
      .contains(name)
    var from = 0
    while let end = text.end(of: name, from: from) {
      from = end
      let start = end - name.utf8.count
      let before = start > 0 ? text[start - 1] : 0x20
      let after = end < text.count ? text[end] : 0x20
      if isWordByte(before) || isWordByte(after) { continue }
      let isMarked = [0x22, 0x27, 0x60, 0x5b, 0x2f].contains(before) || after == 0x3a
      if !isEnglish || isMarked || isListed(start, end) { return start }
    }
    return nil
  }

  /// Whether a word is one of those in `: a, b, c` at the end of a sentence.
  private func isListed(_ start: Int, _ end: Int) -> Bool {
    guard end == text.count || [0x0a, 0x2c, 0x2e].contains(text[end]) else { return false }
    var start = start
    while start > 2, text[start - 1] == 0x20, text[start - 2] == 0x2c {
      start -= 2
      while start > 0, isWordByte(text[start - 1]) { start -= 1 }
    }
    return start > 1 && text[start - 1] == 0x20 && text[start - 2] == 0x3a
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte == 0x5f || byte == 0x2d || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
  }

  /// The number after a phrase, a mark between them or none.
  private func number(after phrase: String) -> Int? {
    guard var start = text.end(of: phrase) else { return nil }
    while start < text.count, [0x60, 0x27, 0x22].contains(text[start]) { start += 1 }
    let digits = text[start...].prefix { (0x30...0x39).contains($0) || $0 == 0x2c }.filter { $0 != 0x2c }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
