import JSON
import JSONSchema

/// What is wrong with a line that `validate` checks.
enum LineProblem {
  case notJSON(JSONError)
  case nothingThere(JSONPointer)
  case invalid([ValidationError])

  /// The problem of a text, or nil where there is none.
  init?(in text: [UInt8], _ pointer: JSONPointer, schema: JSONSchema) {
    do {
      let document = try JSONDocument(text)
      guard let element = pointer.resolve(in: document.root) else {
        self = .nothingThere(pointer)
        return
      }
      let errors = schema.errors(in: document, at: element.index)
      if errors.isEmpty { return nil }
      self = .invalid(errors)
    } catch {
      self = .notJSON(error)
    }
  }

  /// Lines for a person, each with file and line number.
  func text(file: String, line: Int) -> [UInt8] {
    let problems =
      switch self {
      case .notJSON(let error): ["\(error)"]
      case .nothingThere(let pointer): ["there is nothing at \(pointer)"]
      case .invalid(let errors): errors.map { "\($0)" }
      }
    return problems.flatMap { Array("\(file):\(line): \($0)\n".utf8) }
  }

  /// The object of `--format jsonl`. A text that is no JSON has a `position` in its one error.
  func json(file: String, line: Int) -> JSONValue {
    let errors: [JSONValue]
    switch self {
    case .notJSON(let error):
      let position: JSONValue = [
        "offset": .number(JSONNumber(error.offset)), "column": .number(JSONNumber(error.column)),
      ]
      errors = [
        [
          "instanceLocation": .string(error.pointer), "message": .string(error.code.rawValue),
          "position": position,
        ]
      ]
    case .nothingThere(let pointer):
      errors = [["instanceLocation": "", "message": .string("there is nothing at \(pointer)")]]
    case .invalid(let found):
      errors = found.map { error in
        [
          "instanceLocation": .string(error.instanceLocation),
          "keywordLocation": .string(error.keywordLocation),
          "message": .string(error.message),
        ]
      }
    }
    return ["file": .string(file), "line": .number(JSONNumber(line)), "errors": .array(errors)]
  }
}
