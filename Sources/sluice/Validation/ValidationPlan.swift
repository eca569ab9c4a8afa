import JSON
import JSONSchema

/// What instances are checked against and how, shared by all workers.
struct ValidationPlan: Sendable {
  let schema: JSONSchema
  /// What the schema speaks of, where an array may be the instance or a list of instances.
  let topic: SchemaTopic
  /// Where in each value the instance is; empty for the value itself.
  let pointer: JSONPointer
  let flatPointer: FlatPointer
  let reading: JSONReadingOptions
  let writer: ProblemWriter

  init(
    schema: JSONSchema, topic: SchemaTopic = .anything, pointer: JSONPointer = JSONPointer(),
    reading: JSONReadingOptions = JSONReadingOptions(),
    writer: ProblemWriter = ProblemWriter(format: .text, showsValues: true)
  ) {
    self.schema = schema
    self.topic = topic
    self.pointer = pointer
    self.flatPointer = FlatPointer(pointer)
    self.reading = reading
    self.writer = writer
  }
}
