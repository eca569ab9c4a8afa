import ChatCompletions
import Extraction
import JSON
import JSONSchema
import Testing

/// A valid instance, written in the form of the lowered schema and restored, is the same instance.
@Suite struct LoweringRoundTripTests {
  @Test(arguments: LoweringSuiteTests.subsets)
  func thereAndBack(subset: SchemaSubset) throws {
    var checked = 0
    for seed in 1...60 {
      var random = RandomSchema(seed: UInt64(seed))
      var schema = random.schema()
      if !random.definitions.members.isEmpty { schema["$defs"] = .object(random.definitions) }
      let judge = try JSONSchema(JSONDocument(schema.serialized()))
      let records: ResponseSchema.Records = seed % 2 == 0 ? .one : .many
      let response = ResponseSchema(schema, records: records, subset: subset)
      let lowered = response.responseFormat.schema
      let title = "seed \(seed), \(text(schema)) as \(text(lowered))"
      #expect(subsetViolations(lowered, subset) == [], "\(title)")
      let loweredJudge = try JSONSchema(JSONDocument(lowered.serialized()))
      for _ in 0..<4 {
        guard let instance = random.instance(of: schema),
          judge.isValid(try JSONDocument(instance.serialized()))
        else {
          continue
        }
        let wrapped: JSONValue
        switch response.envelope {
        case .none: wrapped = instance
        case .record: wrapped = ["record": instance]
        case .records: wrapped = ["records": [instance, instance]]
        }
        let ways = AnswerEncoder(root: lowered).encodings(of: wrapped, by: lowered)
        #expect(!ways.isEmpty, "\(title): no way to write \(text(instance))")
        for way in ways {
          let answer = try JSONDocument(way.serialized())
          guard loweredJudge.isValid(answer) else {
            #expect(ways.count > 1, "\(title): \(text(way)) is no answer")
            continue
          }
          let restored = try #require(response.records(in: answer.root)).map(response.restored)
          let allAreSame = restored.allSatisfy { isSame($0, instance) }
          #expect(allAreSame, "\(title): \(text(instance)) as \(text(way)) became \(restored.map(text))")
          // The user's form comes back as it is, too: where the server took no schema, a model answers in it.
          let again = response.restored(instance)
          #expect(
            isSame(again, instance), "\(title): \(text(instance)) became \(text(again))")
          checked += 1
        }
      }
    }
    #expect(checked > 120)
  }

  private func text(_ value: JSONValue) -> String { String(decoding: value.serialized(), as: UTF8.self) }
}
