import JSON
import JSONSchema

/// Answers the commands of Bowtie's protocol, version 1 (its `schemas/io/v1.json` and `schemas/commands`).
///
/// One command a line, one answer a line. A case that we can't check is answered as skipped or errored; only what is no
/// command at all ends the program.
struct Harness {
  /// Why the program ends.
  enum Stop: Error {
    case asked
    case broken(String)
  }

  /// Whether `format` is checked.
  let formats: FormatBehaviour
  /// Whether each instance is judged in every way there is, and an answer on which they differ is an error.
  let checksEveryWay: Bool

  private var hasStarted = false
  private var draft = JSONSchema.Draft.draft2020

  init(formats: FormatBehaviour, checksEveryWay: Bool) {
    self.formats = formats
    self.checksEveryWay = checksEveryWay
  }

  /// The answer to one command.
  mutating func answer(_ line: [UInt8]) throws(Stop) -> JSONValue {
    let command: JSONElement
    do throws(JSONError) {
      command = try JSONDocument(line).root
    } catch {
      throw .broken("The command is no JSON: \(error).")
    }
    let name = command["cmd"]?.stringValue
    if name == "start" {
      guard command["version"]?.intValue == 1 else {
        throw .broken("Only version 1 of the protocol is known.")
      }
      hasStarted = true
      return Self.introduction
    }
    guard hasStarted else { throw .broken("The first command must be start.") }
    switch name {
    case "dialect":
      guard let known = command["dialect"]?.stringValue.flatMap(Dialects.draft) else { return ["ok": false] }
      draft = known
      return ["ok": true]
    case "run":
      var answer: JSONValue = ["seq": command["seq"].map(JSONValue.init) ?? .null]
      for member in run(command).objectValue?.members ?? [] { answer[member.key] = member.value }
      return answer
    case "stop":
      throw .asked
    default:
      throw .broken("There is no command \(name ?? "without a name").")
    }
  }

  private static let introduction: JSONValue = [
    "version": 1,
    "ready": true,
    "implementation": [
      "language": "swift",
      "name": "sluice",
      // The protocol wants addresses; the project has none yet.
      "homepage": "https://sluice.invalid/",
      "source": "https://sluice.invalid/source",
      "issues": "https://sluice.invalid/issues",
      "dialects": .array(Dialects.all.map { .string($0.uri) }),
    ],
  ]

  /// The answer to a case, without its `seq`.
  private func run(_ command: JSONElement) -> JSONValue {
    guard let test = command["case"], let source = test["schema"], let tests = test["tests"] else {
      return errored("The command has no case with schema and tests.")
    }
    let output = command["output"]?.stringValue ?? "flag"
    guard output == "flag" || output == "annotations" else {
      return ["skipped": true, "message": .string("The output \(output) is not supported.")]
    }
    let schema: JSONSchema
    do {
      let registry = test["registry"]
      schema = try JSONSchema(
        JSONDocument(Array(source.rawBytes)),
        options: .init(
          formats: formats, defaultDraft: draft, collectsAnnotations: output == "annotations"
        ) { uri in
          try registry?[uri].map { try JSONDocument(Array($0.rawBytes)) }
        })
    } catch let error as JSONSchemaError where error.code.rawValue.hasPrefix("unsupported") {
      return ["skipped": true, "message": .string("\(error)")]
    } catch {
      return errored("\(error)")
    }
    return ["results": .array(tests.elements.map { result($0, schema, output) })]
  }

  private func result(_ test: JSONElement, _ schema: JSONSchema, _ output: String) -> JSONValue {
    guard let instance = test["instance"] else { return errored("The test has no instance.") }
    do {
      let document = try JSONDocument(Array(instance.rawBytes))
      let isValid = schema.isValid(document)
      if checksEveryWay {
        var reader = JSONReader()
        let isValidWhileRead = try schema.isValid(document.bytes.span, reader: &reader)
        let errors = schema.errors(in: document)
        guard isValid == errors.isEmpty, isValid == isValidWhileRead else {
          return errored(
            "isValid says \(isValid), while reading \(isValidWhileRead), and the errors are \(errors).")
        }
      }
      guard output == "annotations" else { return ["valid": .bool(isValid)] }
      let annotations = schema.annotations(in: document).map { annotation -> JSONValue in
        [
          "keyword": .string(annotation.keyword), "instanceLocation": .string(annotation.instanceLocation),
          "keywordLocation": .string(annotation.keywordLocation), "annotation": annotation.value,
        ]
      }
      return ["valid": .bool(isValid), "annotations": .array(annotations)]
    } catch {
      return errored("\(error)")
    }
  }

  private func errored(_ message: String) -> JSONValue {
    ["errored": true, "context": ["message": .string(message)]]
  }
}
