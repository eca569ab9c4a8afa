// Any bytes as a schema compile or throw, and a schema that compiles judges any value the same in both passes.

import JSON
import JSONSchema

/// Values of every kind, and some that schemas often speak of.
private let instances: [JSONDocument] = [
  "null", "true", "false", "0", "-0.0", "1", "1.5", "1e400", "123456789012345678901234567890",
  #""""#, #""foo""#, #""1963-06-19""#, #""\ud83d\ude00\u0000""#, #""http://example.com/%41?q#f""#,
  "[]", "[1]", #"[1,1.0,"a",null]"#, #"[[],[{}],{"a":[]}]"#,
  "{}", #"{"foo":1}"#, #"{"foo":{"foo":{"bar":[]}},"bar":"baz","a":null}"#, #"{"":0,"\u0066oo":2,"foo":3}"#,
  ##"{"$ref":"#","type":"object","$schema":"http://json-schema.org/draft-04/schema#"}"##,
].map { try! JSONDocument($0) }

/// One input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCompiler(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  guard let document = try? JSONDocument(bytes) else { return 0 }
  // The choices follow from the text, so that every input keeps its meaning.
  let drafts = JSONSchema.Draft.allCases
  let schema: JSONSchema
  do throws(JSONSchemaError) {
    schema = try JSONSchema(
      document,
      options: .init(
        formats: count % 2 == 0 ? .assert : .annotate, defaultDraft: drafts[count % drafts.count],
        baseURI: count % 3 == 0 ? "http://example.com/" : "", collectsAnnotations: count % 7 == 0
      ) { uri in uri == "http://example.com/other" ? document : nil })
  } catch {
    checkPlace(error, in: document)
    return 0
  }
  for instance in instances { judge(instance, schema) }
  judge(document, schema)
  return 0
}

/// Both passes agree.
private func judge(_ instance: JSONDocument, _ schema: JSONSchema) {
  let isValid = schema.isValid(instance)
  let errors = schema.errors(in: instance)
  guard isValid == errors.isEmpty else {
    let text = String(decoding: instance.bytes, as: UTF8.self)
    fatalError("isValid says \(isValid) of \(text), but the errors are \(errors)")
  }
  var reader = JSONReader()
  guard (try? schema.isValid(instance.bytes.span, reader: &reader)) == isValid else {
    fatalError("isValid says \(isValid) of \(instance.bytes), but not while reading")
  }
  guard isValid || schema.annotations(in: instance).isEmpty else {
    fatalError("annotations of an invalid value")
  }
  for error in errors {
    guard JSONPointer(parsing: error.instanceLocation) != nil, error.instanceOffset < instance.bytes.count,
      !error.message.isEmpty, !error.messageWithoutValue.isEmpty
    else { fatalError("an error without a place or message: \(error)") }
  }
}

/// An error of the schema names a place and says something.
private func checkPlace(_ error: JSONSchemaError, in document: JSONDocument) {
  guard !error.message.isEmpty, JSONPointer(parsing: error.place.pointer) != nil else {
    fatalError("an error without a place or message: \(error)")
  }
}
