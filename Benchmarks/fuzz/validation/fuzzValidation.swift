// A schema and an instance, with a NUL between them: the verdict is the same in both passes and while reading, whichever way
// the instance is written, and whichever way the schema is.

import JSON
import JSONSchema

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzValidation(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let parts = UnsafeBufferPointer(start: data, count: count).split(
    separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, let source = try? JSONDocument(Array(parts[0])), let schema = compile(source),
    let instance = readAndJudge(Array(parts[1]), schema)
  else { return 0 }

  let isValid = judge(instance, schema)
  // What a key that stands twice means is left open, so the order of members could matter then.
  let isReversible = (try? JSONDocument(instance.bytes, options: .init(duplicateKeys: .reject))) != nil
  let rewritings = [
    Rewriting(document: instance, isSpaced: true),
    Rewriting(document: instance, escapesStrings: true),
    Rewriting(document: instance, escapesStrings: true, reversesMembers: isReversible),
  ]
  for rewriting in rewritings {
    let copy = try! JSONDocument(rewriting.bytes())
    guard judge(copy, schema) == isValid else { differ(isValid, "instance", rewriting) }
  }
  if (try? JSONDocument(source.bytes, options: .init(duplicateKeys: .reject))) != nil {
    let rewriting = Rewriting(document: source, escapesStrings: true, reversesMembers: true, isSpaced: true)
    guard let schema = compile(try! JSONDocument(rewriting.bytes())) else {
      fatalError(
        "the schema doesn't compile when it is written as \(String(decoding: rewriting.bytes(), as: UTF8.self))"
      )
    }
    guard judge(instance, schema) == isValid else { differ(isValid, "schema", rewriting) }
  }
  return 0
}

private func compile(_ document: JSONDocument) -> JSONSchema? {
  // Draft 7 and 2020-12 by turns, for schemas that don't say.
  try? JSONSchema(
    document,
    options: .init(formats: .assert, defaultDraft: document.nodes.count % 2 == 0 ? .draft2020 : .draft7))
}

/// Reads any bytes, and stops the fuzzer where validating while reading takes something else for JSON, or for valid.
private func readAndJudge(_ bytes: [UInt8], _ schema: JSONSchema) -> JSONDocument? {
  var found: JSONDocument?
  for options in [JSONReadingOptions(), .init(maximumDepth: 2), .init(duplicateKeys: .reject)] {
    let document = try? JSONDocument(bytes, options: options)
    var reader = JSONReader(options: options)
    let whileRead = try? schema.isValid(bytes.span, reader: &reader)
    guard whileRead == document.map(schema.isValid) else {
      fatalError("\(whileRead.map { "\($0)" } ?? "no JSON") while reading \(bytes) with \(options)")
    }
    if options.maximumDepth > 2, options.duplicateKeys == .allow { found = document }
  }
  return found
}

private func judge(_ instance: JSONDocument, _ schema: JSONSchema) -> Bool {
  let isValid = schema.isValid(instance)
  let errors = schema.errors(in: instance, limit: 5)
  guard isValid == errors.isEmpty else {
    fatalError(
      "isValid says \(isValid) of \(String(decoding: instance.bytes, as: UTF8.self)), but the errors are \(errors)"
    )
  }
  return isValid
}

private func differ(_ isValid: Bool, _ what: String, _ rewriting: Rewriting) -> Never {
  fatalError(
    "\(isValid), but not when the \(what) is written as \(String(decoding: rewriting.bytes(), as: UTF8.self))"
  )
}
