import JSON
import JSONSchema

/// A value as compact JSON, read back and judged: the bytes that are validated are the bytes that are written.
func validated(_ value: JSONValue, by schema: JSONSchema) -> (
  document: JSONDocument, errors: [ValidationError]
) {
  let document: JSONDocument
  do {
    document = try JSONDocument(value.serialized())
  } catch {
    preconditionFailure("a value that was just written is JSON: \(error)")
  }
  return (document, schema.errors(in: document, limit: 10))
}

/// A validation error and its JSON Pointer in the answer that the record is part of.
typealias LocatedError = (location: String, error: ValidationError)

/// The first errors in a sentence fragment, without values, which may be customers' data.
func summary(of errors: [LocatedError]) -> String {
  let shown = errors.prefix(3).map { location, error in
    "\(location.isEmpty ? "the record" : cutShort(location)): \(error.messageWithoutValue)"
  }
  let more = errors.count > 3 ? "; and \(errors.count - 3) more" : ""
  return shown.joined(separator: "; ") + more
}

/// A JSON Pointer cut short: an answer's keys may be as long as the answer.
func cutShort(_ location: String) -> String {
  location.utf8.count <= 200 ? location : String(location.prefix(100)) + "…"
}
