import ArgumentParser
import ChatCompletions

/// How the user wants answers kept to the schema.
enum StructuredOutputOption: String, CaseIterable, ExpressibleByArgument {
  case auto
  case jsonSchema = "json_schema"
  case tools
  case jsonObject = "json_object"
  case prompt

  /// The way that the user named.
  var fixed: StructuredOutput? {
    switch self {
    case .auto: nil
    case .jsonSchema: .strictSchema
    case .tools: .tools
    case .jsonObject: .jsonObject
    case .prompt: .prompt
    }
  }
}
