import Extraction
import Testing

private func line(_ record: String, _ document: String = "a.txt", index: Int = 0) -> String {
  #"{"document":"\#(document)","index":\#(index),"record":\#(record)}"# + "\n"
}

private func compare(_ output: String, _ gold: String) throws -> FieldAgreement {
  try compareRecords(output: Array(output.utf8), gold: Array(gold.utf8))
}

@Suite struct CompareRecordsTests {
  @Test(arguments: [
    // record, gold, agreeing, missing, wrong, spurious
    (#"{"a":1}"#, #"{"a":1.0}"#, [1, 0, 0, 0]),
    (#"{"a":12.5}"#, #"{"a":1250e-2}"#, [1, 0, 0, 0]),
    (#"{"a":"1"}"#, #"{"a":1}"#, [0, 0, 1, 0]),
    (#"{"a":" x \n y"}"#, #"{"a":"x y"}"#, [1, 0, 0, 0]),
    (#"{"a":"X"}"#, #"{"a":"x"}"#, [0, 0, 1, 0]),
    (#"{"a":"e\u0301"}"#, #"{"a":"é"}"#, [1, 0, 0, 0]),
    (#"{"a":true,"b":false}"#, #"{"a":true,"b":true}"#, [1, 0, 1, 0]),
    ("{}", #"{"a":1,"b":null}"#, [1, 1, 0, 0]),
    (#"{"a":null,"b":null}"#, #"{"a":1,"b":null}"#, [1, 1, 0, 0]),
    (#"{"a":1}"#, #"{"a":null}"#, [0, 0, 1, 0]),
    (#"{"a":1,"b":2,"c":null,"d":{"e":1,"f":[1,2,null]}}"#, #"{"a":1}"#, [1, 0, 0, 4]),
    (#"{"a":[1,2,3]}"#, #"{"a":[1,3]}"#, [1, 0, 1, 1]),
    (#"{"a":[1]}"#, #"{"a":[1,2,{"b":3,"c":4}]}"#, [1, 3, 0, 0]),
    (#"{"a":[{"n":1,"x":2},{"n":3}]}"#, #"{"a":[{"n":1},{"n":2}]}"#, [1, 0, 1, 1]),
    (#"{"a":{"b":1}}"#, #"{"a":5}"#, [0, 0, 1, 0]),
    (#"{"a":5}"#, #"{"a":{"b":1,"c":2}}"#, [0, 2, 0, 1]),
    (#"{"a":5}"#, #"{"a":[1]}"#, [0, 1, 0, 1]),
    (#"{"a":[]}"#, #"{"a":[]}"#, [0, 0, 0, 0]),
    ("5", "5", [1, 0, 0, 0]),
    ("[1]", #"{"a":1}"#, [0, 1, 0, 1]),
  ]) func fields(record: String, gold: String, expected: [Int]) throws {
    let total = try compare(line(record), line(gold)).total
    #expect([total.agreeing, total.missing, total.wrong, total.spurious] == expected)
  }

  @Test func recordsAreJoinedByDocumentAndIndex() throws {
    let gold =
      line(#"{"a":1}"#, "x") + line(#"{"a":2}"#, "x", index: 1) + "\n" + line(#"{"a":3,"b":null}"#, "gone")
    let output =
      line(#"{"a":2}"#, "x", index: 1) + line(#"{"a":9}"#, "unlabelled") + line(#"{"a":1}"#, "x")
      + line(#"{"a":4,"b":5}"#, "x", index: 2)
    let agreement = try compare(output, gold)
    #expect(agreement.goldRecords == 3)
    #expect(agreement.missingRecords == 1)
    #expect(agreement.spuriousRecords == 1)
    #expect(agreement.total.agreeing == 2)
    #expect(agreement.total.missing == 2)
    #expect(agreement.total.spurious == 2)
    #expect(agreement.byKey.map(\.key) == ["a", "b"])
  }

  @Test func precisionRecallAndF1() throws {
    let total = try compare(line(#"{"a":1,"b":2,"x":0}"#), line(#"{"a":1,"b":3,"c":4,"d":null}"#)).total
    #expect(total.fields == 4)
    #expect(total.recall == 0.5)
    #expect(total.precision == 0.5)
    #expect(total.f1 == 0.5)
    let nothing = try compare("", line(#"{"a":1}"#)).total
    #expect(nothing.precision == 1)
    #expect(nothing.recall == 0)
    #expect(nothing.f1 == 0)
  }

  @Test func rendersATable() throws {
    let gold = line(#"{"number":"A1","total":5}"#) + line(#"{"number":"A2","total":6}"#, "b.txt")
    let output = line(#"{"number":"A1","total":4,"extra":1}"#)
    #expect(
      try compare(output, gold).rendered() == """
        field   fields  agree  missing  wrong  spurious  precision  recall     F1
        number       2      1        1      0         0     100.0%   50.0%  66.7%
        total        2      0        1      1         0       0.0%    0.0%   0.0%
        extra        0      0        0      0         1       0.0%  100.0%   0.0%
        all          4      1        2      1         1      33.3%   25.0%  28.6%
        1 of 2 records are missing
        1 of 4 fields agree (25.0%)

        """)
  }

  @Test(arguments: [
    ("{", EvaluationError.Code.notJSON, "Line 1 of the output is not JSON"),
    ("\n{\"a\":1}", .notARecord, "Line 2 of the output has no \"document\""),
    (line("1") + line("2"), .duplicate, "Line 2 of the output repeats record 0 of \"a.txt\"."),
  ]) func outputThatIsNoRecords(output: String, code: EvaluationError.Code, message: String) throws {
    let error = #expect(throws: EvaluationError.self) { try compare(output, line("1")) }
    #expect(error?.code == code)
    #expect(error?.message.hasPrefix(message) == true)
  }

  @Test func emptyGold() {
    let error = #expect(throws: EvaluationError.self) { try compare(line("1"), "\n") }
    #expect(error?.code == .noGold)
  }
}
