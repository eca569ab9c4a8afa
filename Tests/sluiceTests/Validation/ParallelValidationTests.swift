import JSON
import Testing

@testable import sluice

/// The newline-parallel engine, without the process around it.
@Suite struct ParallelValidationTests {
  static let schema = #"{"type":"object","required":["a"],"properties":{"a":{"type":"integer"}}}"#

  /// A text of many lines and the numbers of those that are invalid.
  struct GeneratedFile {
    var text = ""
    var invalid: [Int] = []
    var checked = 0

    init(seed: UInt64, lineCount: Int, longest: Int) {
      var random = SeededGenerator(seed: seed)
      for number in 1...lineCount {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: text += ["", " ", "\t "].randomElement(using: &random)!
        case 1:
          add("{\"a\":\"\(number)\"}", isValid: false, number)
        case 2:
          add(
            ["{\"a\":", "nul", "{\"a\":1}}", "[1,2"].randomElement(using: &random)!, isValid: false, number)
        case 3:
          let count = Int.random(in: 0...longest, using: &random)
          add("{\"a\":1,\"b\":\"\(String(repeating: "x", count: count))\"}", isValid: true, number)
        default:
          add("{\"a\":\(number)}", isValid: true, number)
        }
        if number < lineCount || Bool.random(using: &random) {
          text += Int.random(in: 0..<4, using: &random) == 0 ? "\r\n" : "\n"
        }
      }
    }

    private mutating func add(_ line: String, isValid: Bool, _ number: Int) {
      text += line
      checked += 1
      if !isValid { invalid.append(number) }
    }
  }

  @Test(arguments: [1, 2, 3, 4], [1, 2, 3, 7, 16, 64, 1000, 1 << 18])
  func findsEveryInvalidLineInOrder(jobs: Int, blockSize: Int) throws {
    for seed: UInt64 in 1...12 {
      let file = GeneratedFile(seed: seed, lineCount: 60, longest: 80)
      var random = SeededGenerator(seed: seed)
      for pieceSize in [Int.random(in: 1...40, using: &random), .max] {
        let run = try EngineRun(
          [.memory(file.text, pieceSize: pieceSize)], schema: Self.schema,
          layout: .init(
            jobs: jobs, blockCount: jobs == 1 ? 1 : jobs + Int.random(in: 0...4, using: &random),
            blockSize: blockSize, outputLimit: [1, 50, 4000].randomElement(using: &random)!))
        #expect(run.lines.map { Int($0.split(separator: ":")[1]) } == file.invalid, "seed \(seed)")
        #expect(run.counts.lines == file.checked)
        #expect(run.counts.invalid == file.invalid.count)
        #expect(!run.hasFailures)
      }
    }
  }

  /// Enough lines that the threads really work at the same time.
  @Test func manyLinesOnManyThreads() throws {
    var text = ""
    var invalid: [Int] = []
    for number in 1...60_000 {
      let isValid = number % 97 != 0 && !(20_000..<21_000).contains(number)
      if !isValid { invalid.append(number) }
      text += isValid ? "{\"a\":\(number)}\n" : "{\"a\":\"\(number)\"}\n"
    }
    for jobs in [1, 2, 4] {
      let run = try EngineRun(
        [.memory(text)], schema: Self.schema,
        layout: .init(jobs: jobs, blockCount: 2 * jobs, blockSize: 4096, outputLimit: 2048))
      #expect(run.lines.map { Int($0.split(separator: ":")[1]) } == invalid)
      #expect(run.counts.lines == 60_000)
    }
  }

  @Test func severalInputsKeepTheirOrderAndNumbers() throws {
    let run = try EngineRun(
      [
        .memory("{}\n{\"a\":1}\n[]", name: "one"), .memory("", name: "empty"),
        .memory("\n\n{}\n", name: "two"),
        .memory("{}", name: "three"),
      ], schema: Self.schema, layout: .init(jobs: 3, blockCount: 5, blockSize: 4, outputLimit: 10))
    #expect(
      run.lines.map { $0.split(separator: ":").prefix(3).joined(separator: ":") } == [
        "one:1:1", "one:3:1", "two:3:1", "three:1:1",
      ])
    #expect(run.counts == .init(lines: 5, invalid: 4))
  }

  @Test func anInputThatBreaksOffSaysWhatWasChecked() throws {
    let run = try EngineRun(
      [
        .memory("{\"a\":1}\n{}\n{\"a\"", name: "bad", failure: ReadFailure(reason: "it is gone")),
        .memory("{}", name: "next"),
      ], schema: Self.schema)
    #expect(run.hasFailures)
    #expect(
      run.warnings == ["sluice: can't read bad: it is gone; checked until there: 2 lines, 1 invalid"])
    #expect(run.lines.map { $0.prefix(5) } == ["bad:2", "next:"])
  }

  @Test(arguments: [1, 2, 4]) func stopsWhenNothingCanBePrinted(jobs: Int) throws {
    let run = try EngineRun(
      [.memory(String(repeating: "{}\n", count: 50_000))], schema: Self.schema,
      layout: .init(jobs: jobs, blockCount: 2 * jobs, blockSize: 64, outputLimit: 100), printLimit: 3)
    #expect(run.counts.lines < 50_000)
    #expect(!run.lines.isEmpty)
  }

  @Test func byteOrderMarks() throws {
    let run = try EngineRun([.memory("\u{FEFF}{}\n{\"a\":1}\n\u{FEFF}{\"a\":1}\n")], schema: Self.schema)
    #expect(run.lines.count == 2)
    #expect(run.lines[0].hasPrefix("m:1:1: "))
    #expect(run.lines[1].hasPrefix("m:3:1: "))
    let utf16 = ValidationInput(name: "w", shape: .lines) {
      MemorySource([0xFF, 0xFE, 0x7B, 0x00, 0x0A, 0x00])
    }
    #expect(try EngineRun([utf16], schema: Self.schema).warnings[0].contains("UTF-16"))
    let gzip = ValidationInput(name: "g", shape: .value) { MemorySource([0x1F, 0x8B, 0x08, 0x00]) }
    #expect(try EngineRun([gzip], schema: Self.schema).warnings[0].contains("gzip"))
  }

  /// Every error of a line up to a limit, and how many more there are.
  @Test func manyErrorsOfALineAreCutShort() throws {
    let line = "[" + Array(repeating: "\"x\"", count: 33).joined(separator: ",") + "]"
    let schema = #"{"items":{"type":"integer"}}"#
    let text = try EngineRun([.memory(line)], schema: schema)
    #expect(text.lines.count == 21)
    #expect(text.lines[19].hasPrefix("m:1:78: /19: "))
    #expect(text.lines[20] == "m:1:1: 13 more errors")
    let json = try JSONDocument(EngineRun([.memory(line)], schema: schema, format: .jsonl).output).root
    #expect(json["errors"]?.elements.count == 20)
    #expect(json["moreErrors"]?.intValue == 13)
    let longer = "[" + Array(repeating: "\"x\"", count: 500).joined(separator: ",") + "]"
    #expect(try EngineRun([.memory(longer)], schema: schema).lines[20] == "m:1:1: at least 80 more errors")
  }

  @Test func valuesStayOutOfMessages() throws {
    let run = try EngineRun(
      [.memory("{\"a\":\"secret\"}\n\"secret\"\n{\"a\":secret}\n")], schema: Self.schema, showsValues: false)
    #expect(run.lines.count == 3)
    #expect(!run.output.contains("secret"))
  }

  /// A name or value can't break a line of output or send commands to the terminal.
  @Test func controlCharactersAreEscaped() throws {
    let run = try EngineRun(
      [.memory(#"{"a\n\u001b[2J":1}"#, name: "x\ny")], schema: #"{"additionalProperties":{"type":"string"}}"#)
    #expect(run.lines.count == 1)
    #expect(run.output.hasPrefix(#"x\ny:1:"#))
    #expect(!run.output.utf8.contains(0x1B))
  }

  @Test func duplicateKeysAndDepth() throws {
    let text = "{\"a\":1,\"a\":2}\n" + String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    let allowed = try EngineRun([.memory(text)], schema: "true")
    #expect(
      allowed.lines == [
        "m:2:513: \(String(repeating: "/0", count: 512)): \(JSONError.Code.tooDeep.rawValue)"
      ])
    let rejected = try EngineRun([.memory(text)], schema: "true", reading: .init(duplicateKeys: .reject))
    #expect(rejected.lines[0] == #"m:1:8: an object has the same key twice: "a""#)
    #expect(rejected.counts.invalid == 2)
  }

  /// With a pointer, locations had two meanings: from the instance, and from the line where it is no JSON.
  @Test func locationsCountFromTheInstance() throws {
    let text = """
      {"r":{"a":"x"}}
      {"r":{"a":tru}}
      {"q" 1}
      {"b":1}
      """
    let schema = #"{"properties":{"a":{"type":"integer"}}}"#
    let run = try EngineRun([.memory(text)], schema: schema, pointer: "/r", format: .jsonl)
    let errors = try run.lines.map { try #require(try JSONDocument($0).root["errors"]?[0]) }
    #expect(errors.map { $0["kind"]?.stringValue } == ["schema", "json", "json", "missing"])
    #expect(errors.map { $0["instanceLocation"]?.stringValue } == ["/a", "/a", nil, ""])
    #expect(errors.map { $0["column"]?.intValue } == [11, 14, 6, 1])
    let lines = try EngineRun([.memory(text)], schema: schema, pointer: "/r").lines
    #expect(lines[1].hasPrefix("m:2:14: /a: "))
    #expect(lines[2].hasPrefix("m:3:6: a ':' "))
  }

  @Test func layoutsStayWithinBounds() {
    for jobs in 1...256 {
      let layout = ValidationLayout(jobs: jobs)
      #expect(layout.jobs == jobs)
      #expect(layout.blockCount >= (jobs == 1 ? 1 : jobs + 1))
      #expect(layout.blockCount * layout.blockSize <= 5 << 20)
    }
    #expect(ValidationLayout(jobs: 8, byteCount: 1000).jobs == 1)
    #expect(ValidationLayout(jobs: 8, byteCount: 1 << 30).jobs == 8)
  }
}
