import Foundation
import JSON
import TestSupport
import Testing

/// `sluice validate` as a program: what it prints and how it ends.
@Suite struct ValidateCommandTests {
  static let schema = """
    {"type":"object","properties":{"number":{"type":"string","pattern":"^[A-Z]+-[0-9]+$"},"total":{"type":"number"}},
    "required":["number","total"],"additionalProperties":false}
    """

  /// Runs the command in a folder that has the schema.
  private func validate(
    _ folder: TemporaryFolder, _ arguments: String..., input: String = "", schema: String = schema
  ) async throws -> ProgramResult {
    try folder.write(schema, to: "schema.json")
    return try await runSluice(
      ["validate", "--schema", "schema.json"] + arguments, input: input, currentFolder: folder.path)
  }

  /// Runs a shell script in a folder that has the schema; `$sluice` is the program.
  private func shell(_ folder: TemporaryFolder, _ script: String, schema: String = schema) async throws
    -> ProgramResult
  {
    try folder.write(schema, to: "schema.json")
    return try await RunningProgram(
      URL(filePath: "/bin/sh"), arguments: ["-c", script],
      environment: ["sluice": try sluiceBinary().path(percentEncoded: false)], currentFolder: folder.path
    ).wait()
  }

  @Test func tellsLinesColumnsAndPlaces() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(
        "{\"number\":\"A-1\",\"total\":1}\n\n{\"number\":\"a\",\"total\":1}\n{\"number\":\r\n{\"number\":\"A-1\",\"total\":\"x\"}",
        to: "r.jsonl")
      let text = try await validate(folder, "r.jsonl")
      #expect(text.exitCode == 1)
      let lines = text.standardOutput.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines[0].hasPrefix("r.jsonl:3:11: /number: "))
      #expect(lines[1] == "r.jsonl:4:12: /number: the text ends before the value is complete")
      #expect(lines[2].hasPrefix("r.jsonl:5:25: /total: "))
      #expect(text.standardError.hasPrefix("4 lines, 3 invalid, "))

      let json = try await validate(folder, "r.jsonl", "--format", "jsonl")
      let objects = try json.standardOutput.split(separator: "\n").map { try JSONDocument(String($0)).root }
      #expect(objects.map { $0["file"]?.stringValue } == ["r.jsonl", "r.jsonl", "r.jsonl"])
      #expect(objects.map { $0["line"]?.intValue } == [3, 4, 5])
      #expect(objects[0]["errors"]?[0]?["instanceLocation"]?.stringValue == "/number")
      #expect(objects[0]["errors"]?[0]?["keywordLocation"]?.stringValue == "/properties/number/pattern")
      #expect(objects[0]["errors"]?[0]?["column"]?.intValue == 11)
      #expect(objects[1]["errors"]?[0]?["position"]?["column"]?.intValue == 12)
      #expect(objects[1]["errors"]?[0]?["column"]?.intValue == 12)
      #expect(objects.map { $0["errors"]?[0]?["kind"]?.stringValue } == ["schema", "json", "schema"])

      let quiet = try await validate(folder, "r.jsonl", "--no-values")
      #expect(quiet.standardOutput.split(separator: "\n").count == 3)
      #expect(!quiet.standardOutput.contains("\"x\""))
    }
  }

  @Test func standardInputAndPointer() async throws {
    try await TemporaryFolder.with { folder in
      let piped = try await validate(
        folder, "-", "--pointer", "/record", input: "{\"record\":{\"number\":\"A-1\",\"total\":1}}\n{}\n")
      #expect(piped.exitCode == 1)
      #expect(piped.standardOutput == "-:2:1: there is nothing at /record\n")
      let good = try await validate(folder, "-", input: "{\"number\":\"A-1\",\"total\":1}")
      #expect(good.exitCode == 0)
      #expect(good.standardOutput == "")
      #expect(good.standardError.hasPrefix("1 line, 0 invalid, "))
      let value = try await validate(
        folder, "-", "--input", "value", input: "{\n\"number\":\"A-1\",\n\"total\":1}\n")
      #expect(value.exitCode == 0)
      #expect(value.standardError.hasPrefix("1 value, 0 invalid, "))
    }
  }

  /// Lines longer than the reading block, and cut by its border.
  @Test func longLines() async throws {
    try await TemporaryFolder.with { folder in
      let long = "\"" + String(repeating: "x", count: 3_000_000) + "\"\n"
      let short = String(repeating: "\"short\"\n", count: 200_000)
      try folder.write(short + long + short, to: "r.jsonl")
      for jobs in ["1", "2", "5"] {
        let result = try await validate(
          folder, "r.jsonl", "--jobs", jobs, schema: "{\"type\":\"string\",\"maxLength\":10}")
        #expect(result.exitCode == 1)
        #expect(result.standardOutput.hasPrefix("r.jsonl:200001:1: "))
        #expect(result.standardError.hasPrefix("400001 lines, 1 invalid, "))
      }
    }
  }

  /// What can't be read is said, the rest is checked, and the exit code is 2 whatever else was found.
  @Test func filesThatCannotBeRead() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("{}\n", to: "a.jsonl")
      try folder.write("", to: "empty.jsonl")
      try folder.write("x", to: "folder.jsonl/x")
      try folder.write("{}\n", to: "plain.jsonl.gz")
      let result = try await validate(
        folder, "a.jsonl", "missing.jsonl", "folder.jsonl", "plain.jsonl.gz", "empty.jsonl")
      #expect(result.exitCode == 2)
      #expect(result.standardOutput.split(separator: "\n").count == 2)
      let errors = result.standardError.split(separator: "\n")
      #expect(errors.count == 4)
      #expect(errors[0].contains("missing.jsonl"))
      #expect(errors[1].contains("folder.jsonl") && errors[1].contains("folder;"))
      #expect(errors[2].contains("plain.jsonl.gz") && errors[2].contains("gzip"))
      #expect(errors[3].hasPrefix("1 line, 1 invalid, "))
      let empty = try await validate(folder, "empty.jsonl")
      #expect(empty.exitCode == 0)
      #expect(
        empty.standardError.hasPrefix("sluice: note: there was nothing to check\n0 lines, 0 invalid, "))
    }
  }

  @Test func gzip() async throws {
    try await TemporaryFolder.with { folder in
      let lines = (1...20_000).map { $0 % 100 == 0 ? "{}" : "{\"number\":\"A-\($0)\",\"total\":1}" }
      let text = Array((lines.joined(separator: "\n") + "\n").utf8)
      try folder.write(text, to: "r.jsonl")
      let members =
        GzipSourceTests.compressed(Array(text[..<100_001]))
        + GzipSourceTests.compressed(Array(text[100_001...]))
      try folder.write(members, to: "r.jsonl.gz")
      let plain = try await validate(folder, "r.jsonl")
      let compressed = try await validate(folder, "r.jsonl.gz")
      #expect(compressed.exitCode == 1)
      #expect(compressed.standardOutput == plain.standardOutput.replacing("r.jsonl:", with: "r.jsonl.gz:"))
      #expect(compressed.standardError.hasPrefix("20000 lines, 200 invalid, "))

      try folder.write(Array(members.dropLast(100)), to: "cut.jsonl.gz")
      let cut = try await validate(folder, "cut.jsonl.gz")
      #expect(cut.exitCode == 2)
      #expect(cut.standardOutput.hasPrefix("cut.jsonl.gz:100:1: "))
      let sentence = cut.standardError.split(separator: "\n")[0]
      #expect(
        sentence.contains(
          "cut.jsonl.gz: the gzip data is cut off at byte \(members.count - 100); checked until there: "))

      try folder.write(GzipSourceTests.compressed(Array("[{},\n{}]".utf8)), to: "r.json.gz")
      let array = try await validate(folder, "r.json.gz")
      #expect(array.standardError.hasPrefix("2 elements, 2 invalid, "))
    }
  }

  @Test func jsonFiles() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(
        "[\n  {\"number\": \"A-1\", \"total\": 1},\n  {\"number\": \"A-1\"}\n]\n", to: "list.json")
      try folder.write("{\"number\":\n\"A-1\",\"total\":\n\"x\"}", to: "one.json")
      let result = try await validate(folder, "list.json", "one.json")
      #expect(result.exitCode == 1)
      let lines = result.standardOutput.split(separator: "\n")
      #expect(lines[0].hasPrefix("list.json:3:3: element 1: "))
      #expect(lines[1].hasPrefix("one.json:3:1: /total: "))
      #expect(result.standardError.hasPrefix("2 elements, 1 value, 2 invalid, "))
      let whole = try await validate(folder, "list.json", "--input", "value")
      #expect(whole.standardOutput.hasPrefix("list.json:1:1: "))
      #expect(whole.standardError.hasPrefix("1 value, 1 invalid, "))
    }
  }

  /// The wrong kind of input was a heap of errors without a way out.
  @Test func wrongKindsOfInput() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("{\"number\":\"A-1\",\"total\":1}\n{\"number\":\"A-1\",\"total\":1}\n", to: "l.json")
      try folder.write("[]", to: "E.JSON")
      let array = try await validate(folder, "-", input: "[\n{\"number\":\"A-1\",\"total\":1}\n]\n")
      #expect(array.exitCode == 1)
      #expect(array.standardError.contains("the first line of - is no whole value"))
      #expect(try await validate(folder, "-", input: "{}\n[\n").standardError.contains("--input") == false)
      let lines = try await validate(folder, "l.json")
      #expect(lines.exitCode == 1)
      #expect(lines.standardError.contains("l.json has more than the one value"))
      let empty = try await validate(folder, "E.JSON")
      #expect(empty.exitCode == 0)
      #expect(empty.standardError.contains("\n0 elements, 0 invalid, "))
    }
  }

  @Test(
    arguments: [
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
      ([0x42, 0x5A, 0x68, 0x39], "bzip2"), ([0x1F, 0x8B], "gzip"),
    ] as [([UInt8], String)])
  func compressedData(signature: [UInt8], program: String) async throws {
    try await TemporaryFolder.with { folder in
      for name in ["data.jsonl", "data.json"] {
        try folder.write(signature + [0x0A, 0x00, 0x0A], to: name)
        let file = try await validate(folder, name)
        #expect(file.exitCode == 2)
        #expect(file.standardOutput == "")
        #expect(file.standardError.contains("it is \(program) data; hint: "))
        #expect(file.standardError.contains("pipe it through \(program) -dc"))
        let piped = try await shell(folder, "\"$sluice\" validate - --schema schema.json < \(name)")
        #expect(piped.standardError.contains("it is \(program) data; hint: pipe it through \(program) -dc\n"))
      }
    }
  }

  @Test func extensionsInCapitals() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(GzipSourceTests.compressed(Array("{}\n".utf8)), to: "A.JSONL.GZ")
      let result = try await validate(folder, "A.JSONL.GZ")
      #expect(result.standardError.hasPrefix("1 line, 1 invalid, "))
    }
  }

  @Test func aPointerThatLeadsNowhere() async throws {
    try await TemporaryFolder.with { folder in
      let wrong = try await validate(folder, "-", "--pointer", "/recrod", input: "{\"record\":1}\n{}\n")
      #expect(wrong.exitCode == 1)
      #expect(wrong.standardError.hasPrefix("sluice: note: there is nothing at /recrod anywhere: "))
      let once = try await validate(folder, "-", "--pointer", "/record", input: "{\"record\":1}\n{}\n")
      #expect(once.standardError.hasPrefix("2 lines, 2 invalid, "))
    }
  }

  /// What damaged gzip data says can't be trusted.
  @Test func damagedGzip() async throws {
    try await TemporaryFolder.with { folder in
      var bytes = GzipSourceTests.compressed(Array(String(repeating: "{}\n", count: 100_000).utf8))
      bytes[bytes.count - 8] ^= 1
      try folder.write(bytes, to: "d.jsonl.gz")
      let result = try await validate(folder, "d.jsonl.gz")
      #expect(result.exitCode == 2)
      #expect(result.standardError.contains("the gzip data is corrupt"))
      #expect(result.standardError.contains("the last errors may come from the damage"))
    }
  }

  @Test func duplicateKeys() async throws {
    try await TemporaryFolder.with { folder in
      let line = "{\"number\":\"A-1\",\"total\":1,\"total\":2}"
      #expect(try await validate(folder, "-", input: line).exitCode == 0)
      let rejected = try await validate(folder, "-", "--duplicate-keys", "reject", input: line)
      #expect(rejected.exitCode == 1)
      #expect(rejected.standardOutput == "-:1:27: an object has the same key twice: \"total\"\n")
    }
  }

  @Test func formats() async throws {
    try await TemporaryFolder.with { folder in
      let schema = "{\"format\":\"date\"}"
      #expect(try await validate(folder, "-", input: "\"2025-02-30\"", schema: schema).exitCode == 1)
      let annotated = try await validate(
        folder, "-", "--formats", "annotate", input: "\"2025-02-30\"", schema: schema)
      #expect(annotated.exitCode == 0)
    }
  }

  /// References to files beside the schema, wherever the command runs, and to the folders of `--resolve`.
  @Test func otherSchemas() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("{\"$ref\":\"parts/other%20part.json#/$defs/count\"}", to: "a b/schema.json")
      try folder.write("{\"$defs\":{\"count\":{\"type\":\"integer\"}}}", to: "a b/parts/other part.json")
      let beside = try await runSluice(
        ["validate", "-", "--schema", "a b/schema.json"], input: "1\n\"x\"\n", currentFolder: folder.path)
      #expect(beside.exitCode == 1)
      #expect(beside.standardOutput.hasPrefix("-:2:1: "))

      try folder.write("{\"type\":\"string\"}", to: "copies/name.json")
      try folder.write("{\"type\":", to: "copies/broken.json")
      let schema = "{\"$ref\":\"https://example.com/schemas/name\"}"
      let none = try await validate(folder, "-", input: "1\n", schema: schema)
      #expect(none.exitCode == 2)
      #expect(none.standardError.contains("--resolve"))
      let resolve = ["--resolve", "https://example.com/schemas=copies"]
      let found = try await validate(folder, "-", resolve[0], resolve[1], input: "1\n", schema: schema)
      #expect(found.exitCode == 1)
      let broken = try await validate(
        folder, "-", resolve[0], resolve[1], input: "1\n",
        schema: "{\"$ref\":\"https://example.com/schemas/broken\"}")
      #expect(broken.exitCode == 2)
      #expect(broken.standardError.contains("copies/broken.json"))
    }
  }

  /// The draft that is named is for schemas that name none.
  @Test func drafts() async throws {
    try await TemporaryFolder.with { folder in
      // Draft 4 has a boolean beside "maximum" where later drafts have a number of its own.
      let schema = "{\"maximum\":5,\"exclusiveMaximum\":true}"
      let old = try await validate(folder, "-", "--draft", "4", input: "4\n5\n", schema: schema)
      #expect(old.exitCode == 1)
      #expect(old.standardError.hasPrefix("2 lines, 1 invalid, "))
      #expect(try await validate(folder, "-", "--draft", "7", input: "4\n", schema: schema).exitCode == 2)
      let named =
        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"maximum\":5,\"exclusiveMaximum\":true}"
      #expect(try await validate(folder, "-", "--draft", "7", input: "4\n", schema: named).exitCode == 0)
    }
  }

  /// What comes through a pipe is checked when it comes, and Ctrl-C ends the wait for more.
  @Test(arguments: [("INT", 130), ("TERM", 143)]) func interruption(signal: String, exitCode: Int)
    async throws
  {
    try await TemporaryFolder.with { folder in
      let result = try await shell(
        folder,
        """
        set -m
        mkfifo pipe
        "$sluice" validate pipe --schema schema.json > out &
        exec 3> pipe
        echo '{}' >&3
        until [ -s out ]; do sleep 0.05; done
        kill -\(signal) $!
        wait $!
        code=$?
        cat out
        exit $code
        """)
      #expect(result.exitCode == exitCode)
      #expect(result.standardOutput.hasPrefix("pipe:1:1: "))
      #expect(result.standardError.contains("1 line, 1 invalid"))
    }
  }

  /// `| head` ends a command without a word.
  @Test func aReaderThatLeavesIsNoError() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(String(repeating: "1\n", count: 200_000), to: "r.jsonl")
      let result = try await shell(
        folder, "{ \"$sluice\" validate r.jsonl --schema schema.json; echo $? > code; } | head -n 1")
      #expect(result.standardOutput.split(separator: "\n").count == 1)
      #expect(result.standardError == "")
      #expect(try folder.readText("code") == "0\n")
    }
  }

  @Test(arguments: [">&-", "> /dev/full"]) func anOutputThatCannotBeWritten(redirection: String) async throws
  {
    guard redirection == ">&-" || FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try await TemporaryFolder.with { folder in
      try folder.write("1\n", to: "r.jsonl")
      let result = try await shell(
        folder, "\"$sluice\" validate r.jsonl --schema schema.json \(redirection)")
      #expect(result.exitCode == 2)
      #expect(result.standardError.contains("can't write to standard output"))
    }
  }

  @Test func schemasThatCannotBeUsed() async throws {
    try await TemporaryFolder.with { folder in
      let missing = try await runSluice(
        ["validate", "-", "--schema", "none.json"], currentFolder: folder.path)
      #expect(missing.exitCode == 2)
      #expect(missing.standardError.contains("none.json"))
      let broken = try await validate(folder, "-", schema: "{\"type\":")
      #expect(broken.exitCode == 2)
      #expect(broken.standardError.contains("schema.json"))
      let unresolvable = try await validate(folder, "-", schema: "{\"$ref\":\"https://example.com/x\"}")
      #expect(unresolvable.exitCode == 2)
      #expect(unresolvable.standardError.contains("https://example.com/x"))
      let folderless = try await validate(folder, "-", "--resolve", "https://example.com/=nowhere")
      #expect(folderless.exitCode == 2)
      #expect(folderless.standardError.contains("nowhere"))
    }
  }

  /// The hint at --resolve followed every reference that leads nowhere; a missing file was not called missing.
  @Test func referencesThatLeadNowhere() async throws {
    try await TemporaryFolder.with { folder in
      let local = try await validate(folder, "-", schema: "{\"$ref\":\"#/$defs/a\"}")
      #expect(!local.standardError.contains("--resolve"))
      let beside = try await validate(folder, "-", schema: "{\"$ref\":\"other.json\"}")
      #expect(beside.standardError.contains("there is no file "))
      #expect(beside.standardError.contains("/other.json"))
      #expect(!beside.standardError.contains("--resolve"))
      try folder.write("{}", to: "copies/b.json")
      let copies = try await validate(
        folder, "-", "--resolve", "https://example.com/=copies",
        schema: "{\"$ref\":\"https://example.com/a\"}")
      #expect(copies.standardError.contains("there is no file copies/a or copies/a.json"))
    }
  }

  @Test func allErrorsOfASchemaAreListedEachOnItsLine() async throws {
    try await TemporaryFolder.with { folder in
      let result = try await validate(
        folder, "-", schema: "{\"minimum\":[\n\"x\"\n],\n\"type\":\"strin\",\n\"required\":1}")
      #expect(result.exitCode == 2)
      let lines = result.standardError.split(separator: "\n")
      #expect(lines.count == 3, "\(lines)")
      for (line, number) in zip(lines, [1, 4, 5]) {
        #expect(line.hasPrefix("sluice: ") && line.contains("schema.json"))
        #expect(line.contains("line \(number),"))
      }
    }
  }

  @Test func aDraftThatTheSchemaOverrulesIsTold() async throws {
    try await TemporaryFolder.with { folder in
      let schema = "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}"
      let other = try await validate(folder, "-", "--draft", "4", input: "1\n", schema: schema)
      #expect(other.standardError.hasPrefix("sluice: note: schema.json names its draft itself"))
      let same = try await validate(folder, "-", "--draft", "7", input: "1\n", schema: schema)
      #expect(same.standardError.hasPrefix("1 line, "))
    }
  }

  @Test func aPointerWithAHash() async throws {
    let result = try await runSluice(["validate", "-", "--schema", "s.json", "--pointer", "#/a"])
    #expect(result.exitCode == 64)
    #expect(result.standardError.contains("say it without #: '/a'"))
  }

  @Test func wrongUsage() async throws {
    try await TemporaryFolder.with { folder in
      for arguments in [
        ["--pointer", "record"], ["--jobs", "0"], ["--jobs", "257"], ["-"], ["--draft", "5"],
        ["--formats", "no"],
        ["--resolve", "dir"], ["--input", "yaml"], ["--duplicate-keys", "maybe"],
      ] {
        try folder.write(Self.schema, to: "schema.json")
        let result = try await runSluice(
          ["validate", "-", "--schema", "schema.json"] + arguments, currentFolder: folder.path)
        #expect(result.exitCode == 64, "\(arguments)")
      }
    }
  }
}
