import JSON
import JSONSchema

/// What instances are checked against and how, shared by all workers.
struct ValidationPlan: Sendable {
  let schema: JSONSchema
  /// Whether the schema may accept an array, see ``allowsArrays(_:)``.
  let allowsArrays: Bool
  /// Where in each value the instance is; empty for the value itself.
  let pointer: JSONPointer
  let flatPointer: FlatPointer
  let reading: JSONReadingOptions
  let writer: ProblemWriter

  init(
    schema: JSONSchema, allowsArrays: Bool = true, pointer: JSONPointer = JSONPointer(),
    reading: JSONReadingOptions = JSONReadingOptions(),
    writer: ProblemWriter = ProblemWriter(format: .text, showsValues: true)
  ) {
    self.schema = schema
    self.allowsArrays = allowsArrays
    self.pointer = pointer
    self.flatPointer = FlatPointer(pointer)
    self.reading = reading
    self.writer = writer
  }
}
