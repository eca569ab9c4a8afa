import JSON
import JSONSchema

/// Writes what is wrong with instances, as text for people or as JSON Lines for programs.
struct ProblemWriter: Sendable {
  /// How problems are written.
  enum Format: String, CaseIterable, Sendable {
    case text, jsonl
  }

  let format: Format
  /// Whether messages may quote values. Property names are shown in any case.
  let showsValues: Bool

  /// Appends one problem.
  ///
  /// - Parameter locate: line and column of an offset in the text that the problem's offsets refer to.
  func write(
    _ problem: InstanceProblem, at place: InstancePlace, to output: inout [UInt8],
    locate: (Int) -> (line: Int, column: Int)
  ) {
    switch format {
    case .text: writeText(problem, place, &output, locate)
    case .jsonl:
      var text: [UInt8] = []
      json(problem, place, locate).write(to: &text)
      output.appendPrintable(String(decoding: text, as: UTF8.self))
      output.append(0x0A)
    }
  }

  /// `file:line:column: /pointer: message` for each error.
  private func writeText(
    _ problem: InstanceProblem, _ place: InstancePlace, _ output: inout [UInt8],
    _ locate: (Int) -> (line: Int, column: Int)
  ) {
    func line(_ line: Int, _ column: Int, _ location: String, _ message: String) {
      output.appendPrintable(place.file)
      output.append(contentsOf: ":\(line):\(column): ".utf8)
      if let element = place.element { output.append(contentsOf: "element \(element): ".utf8) }
      if !location.isEmpty {
        output.appendPrintable(location)
        output.append(contentsOf: ": ".utf8)
      }
      output.appendPrintable(message)
      output.append(0x0A)
    }
    switch problem {
    case .notJSON(let error, let location, let message):
      let (number, column) = locate(error.offset)
      line(number, column, location ?? "", message)
    case .nothingThere(let pointer):
      line(place.line, place.column, "", "there is nothing at \(pointer)")
    case .noArray:
      line(place.line, place.column, "", Self.noArrayMessage)
    case .invalid(let errors):
      for error in errors.prefix(InstanceProblem.listedErrors) {
        let (number, column) = locate(error.instanceOffset)
        line(number, column, error.instanceLocation, message(error))
      }
      let more = errors.count - InstanceProblem.listedErrors
      if more > 0 {
        let atLeast = errors.count >= InstanceProblem.soughtErrors ? "at least " : ""
        line(place.line, place.column, "", "\(atLeast)\(counted(more, "more error"))")
      }
    }
  }

  /// The object of `--format jsonl`. The `kind` of an error is `json` for a text that is no JSON, which has a `position` too,
  /// `missing` where there is no instance, and `schema` for the others.
  private func json(
    _ problem: InstanceProblem, _ place: InstancePlace, _ locate: (Int) -> (line: Int, column: Int)
  ) -> JSONValue {
    var object = JSONObject()
    object["file"] = .string(place.file)
    object["line"] = .number(JSONNumber(place.line))
    if let element = place.element { object["element"] = .number(JSONNumber(element)) }
    switch problem {
    case .notJSON(let error, let location, let message):
      var entry = JSONObject()
      entry["kind"] = "json"
      if let location { entry["instanceLocation"] = .string(location) }
      entry["message"] = .string(message)
      let found = locate(error.offset)
      add(found, place, to: &entry)
      var position = JSONObject()
      position["offset"] = .number(JSONNumber(error.offset))
      add(found, place, to: &position)
      entry["position"] = .object(position)
      object["errors"] = [.object(entry)]
    case .nothingThere(let pointer):
      object["errors"] = [rootError("there is nothing at \(pointer)", place)]
    case .noArray:
      object["errors"] = [rootError(Self.noArrayMessage, place)]
    case .invalid(let errors):
      object["errors"] = .array(
        errors.prefix(InstanceProblem.listedErrors).map { error in
          var entry = JSONObject()
          entry["kind"] = "schema"
          entry["instanceLocation"] = .string(error.instanceLocation)
          entry["keywordLocation"] = .string(error.keywordLocation)
          entry["message"] = .string(message(error))
          add(locate(error.instanceOffset), place, to: &entry)
          return .object(entry)
        })
      let more = errors.count - InstanceProblem.listedErrors
      if more > 0 { object["moreErrors"] = .number(JSONNumber(more)) }
    }
    return .object(object)
  }

  private static let noArrayMessage = "an array is required, as its elements are to be checked"

  private func message(_ error: ValidationError) -> String {
    showsValues ? error.message : error.messageWithoutValue
  }

  private func rootError(_ message: String, _ place: InstancePlace) -> JSONValue {
    var entry = JSONObject()
    entry["kind"] = "missing"
    entry["instanceLocation"] = ""
    entry["message"] = .string(message)
    add((place.line, place.column), place, to: &entry)
    return .object(entry)
  }

  private func add(_ found: (line: Int, column: Int), _ place: InstancePlace, to object: inout JSONObject) {
    if place.hasManyLines { object["line"] = .number(JSONNumber(found.line)) }
    object["column"] = .number(JSONNumber(found.column))
  }
}
