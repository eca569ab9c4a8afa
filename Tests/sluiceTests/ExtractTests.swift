import Foundation
import JSON
import Synchronization
import TestSupport
import Testing

@Suite struct ExtractTests {
  @Test func recordsComeOutInPathOrderWithTheirEvidence() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      // The first document's answer comes last.
      try await FakeProvider.with(handler: { request in
        let reply = InvoiceFolder.answer(request)
        return request.bodyText.contains("A-1") ? reply.after(.milliseconds(300)) : reply
      }) { provider in
        let result = try await runSluice(invoices.arguments(provider), currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(result.standardOutput == "")
        let expected = """
          {"document":"a.txt","index":0,"record":{"number":"A-1","total":10.50},"evidence":{"/number":[[8,11]],"/total":[[19,24]]}}
          {"document":"b.md","index":0,"record":{"number":"B-2","total":20},"evidence":{"/number":[[10,13]],"/total":[[21,23]]}}
          {"document":"sub/c.html","index":0,"record":{"number":"C-3","total":30},"evidence":{"/number":[[10,13]],"/total":[[20,22]]}}

          """
        #expect(try folder.readText("out.jsonl") == expected)
        #expect(!folder.has("out.jsonl.partial"))
        #expect(!folder.has("out.failures.jsonl"))
        #expect(!folder.has("out.failures.jsonl.partial"))
        #expect(result.standardError.contains("3 documents: 3 succeeded with 3 records"))
        #expect(result.standardError.contains("3 requests"))
        #expect(result.standardError.contains(", cost unknown"))
        for request in provider.requests { #expect(request.header("authorization") == nil) }
      }
    }
  }

  @Test func bareWritesTheRecordAlone() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--bare", "--quiet"), currentFolder: folder.path)
        #expect(result.exitCode == 0)
        #expect(result.standardError == "")
        #expect(
          try folder.readText("out.jsonl").hasPrefix(
            "{\"number\":\"A-1\",\"total\":10.50}\n{\"number\":\"B-2\""))
      }
    }
  }

  /// What had to be mended in an answer is in the record's line and in the last words.
  @Test func mendedAnswersAreTold() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      let loose = "```json\n{\"number\":\"A-1\",\"total\":10.50,}\n```"
      try await FakeProvider.with(handler: { _ in .completion(loose) }) { provider in
        let result = try await runSluice(invoices.arguments(provider), currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        let lines = try folder.readText("out.jsonl").split(separator: "\n")
        #expect(lines.count == 3)
        #expect(provider.requestCount == 3)
        #expect(lines.allSatisfy { $0.hasSuffix(#","salvaged":["code fence","trailing comma"]}"#) })
        #expect(
          result.standardError.contains(
            "3 records (3 documents from a mended answer: 3 code fence, 3 trailing comma)"))
      }
    }
  }

  /// Promise 2: every document is a record or a failure with its kind, and the run goes on.
  @Test func failuresHaveTheirKindAndTheRunGoesOn() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      try folder.write(" \n", to: "in/empty.txt")
      try folder.write([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x2E, 0x34, 0, 0, 1], to: "in/scan.txt")
      try folder.write("Invoice lowercase\n\nTotal 1", to: "in/wrong.txt")
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("in/gone.txt"), withDestinationPath: "nowhere.txt")
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(invoices.arguments(provider), currentFolder: folder.path)
        #expect(result.exitCode == 1)
        let records = try folder.readText("out.jsonl").split(separator: "\n")
        #expect(records.count == 3)
        let failures = try folder.readText("out.failures.jsonl").split(separator: "\n").map {
          try JSONDocument(String($0)).root
        }
        #expect(
          failures.map { $0["document"]?.stringValue } == ["empty.txt", "gone.txt", "scan.txt", "wrong.txt"])
        #expect(failures.map { $0["kind"]?.stringValue } == ["empty", "unreadable", "binary", "invalid"])
        #expect(failures.last?["attempts"]?.intValue == 3)
        #expect(failures.allSatisfy { $0["message"]?.stringValue?.isEmpty == false })
        // Nothing is asked for what can't be read; the raw answers of what failed are kept.
        #expect(provider.requestCount == 6)
        let answers = try JSONDocument(folder.read("out.jsonl.state/failed-answers.jsonl")).root
        #expect(answers["answers"]?[1]?.stringValue == #"{"number":"none","total":1}"#)
        #expect(result.standardError.contains("4 failed (1 binary, 1 empty, 1 invalid, 1 unreadable)"))
      }
    }
  }

  @Test func anOutputIsNotOverwrittenUnlessTold() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      for name in ["out.jsonl", "out.jsonl.partial"] {
        try folder.write("precious\n", to: name)
        try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
          let refused = try await runSluice(invoices.arguments(provider), currentFolder: folder.path)
          #expect(refused.exitCode == 2)
          #expect(refused.standardError.contains(name))
          #expect(refused.standardError.contains("--fresh"))
          #expect(try folder.readText(name) == "precious\n")
          #expect(provider.requestCount == 0)
          let told = try await runSluice(invoices.arguments(provider, "--fresh"), currentFolder: folder.path)
          #expect(told.exitCode == 0)
          #expect(try folder.readText("out.jsonl").split(separator: "\n").count == 3)
        }
        try FileManager.default.removeItem(atPath: folder.path("out.jsonl"))
      }
    }
  }

  /// Two runs must not write into one file.
  @Test func aSecondRunOnTheSameOutputIsRefused() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      // The first run waits for answers that never come, until it is killed.
      try await FakeProvider.with(handler: { _ in .never }) { provider in
        let first = try startSluice(invoices.arguments(provider, "--fresh"), currentFolder: folder.path)
        while provider.requestCount < 3 { try await Task.sleep(for: .milliseconds(10)) }
        let second = try await runSluice(invoices.arguments(provider, "--fresh"), currentFolder: folder.path)
        #expect(second.exitCode == 2)
        #expect(second.standardError.contains("another run is writing it"))
        #expect(provider.requestCount == 3)
        first.send(signal: SIGKILL)
        _ = try await first.wait()
      }
    }
  }

  /// What can't start says why in one sentence, sends nothing and leaves nothing behind.
  @Test(
    arguments: [
      (["--schema", "nothing.json"], "nothing.json", 2), (["--schema", "broken.json"], "line 1", 2),
      (["--schema", "noschema.json"], "strng", 2),
      (["--output", "no/such/out.jsonl"], "folder does not exist", 2),
      (["--output", "in", "--fresh"], "is a folder", 2), (["--output", ""], "--output is empty", 2),
      (["--output", "schema.json", "--fresh"], "a file to read", 2), (["--output", "-"], "needs a file", 64),
      (["--files-from", "list", "--output", "list", "--fresh"], "a file to read", 2),
      (["--api-key-file", "list", "--output", "list", "--fresh"], "a file to read", 2),
      (["--output", "in/a.txt", "--fresh"], "one of the documents to read", 2),
      (["--output", "in/new.txt"], "one of the documents to read", 2),
      (["--include", "*.jsonl", "--output", "in/new.jsonl"], "one of the documents to read", 2),
      (["--state", "no/such/state"], "folder does not exist", 2),
      (["--state", "schema.json"], "is a file", 2),
      (["--api-key-env", "sk-secret-1"], "wants the name", 2),
      (["--base-url", "https://h/v1?key=s"], "has a query", 2),
      (["--base-url", "ftp://example.com"], "ftp://example.com", 2),
      (["--base-url", "http://example.invalid/v1"], "--api-key-env", 2),
      (["--base-url", "https://openrouter.ai/api/v1"], "OPENROUTER_API_KEY", 2),
      (["--api-key-env", "NO_SUCH_VARIABLE"], "NO_SUCH_VARIABLE", 2),
      (["--concurrency", "0"], "--concurrency", 64),
      (["--temperature", "9"], "--temperature", 64), (["--recrods", "many"], "--recrods", 64),
      (["--records", "two"], "two", 64),
      (["--include", "*.xyz"], "no document", 2), (["--context-tokens", "600"], "--context-tokens", 2),
    ] as [([String], String, Int)])
  func whatCantStartSaysWhy(more: [String], mentioned: String, exitCode: Int) async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      try folder.write("{\"type\": ", to: "broken.json")
      try folder.write("{\"type\":\"strng\"}", to: "noschema.json")
      try folder.write("in/a.txt\n", to: "list")
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(invoices.arguments(provider) + more, currentFolder: folder.path)
        #expect(result.exitCode == exitCode)
        #expect(result.standardOutput == "")
        #expect(result.standardError.contains(mentioned), "\(result.standardError)")
        if exitCode == 2 {
          #expect(result.standardError.split(separator: "\n").count == 1, "\(result.standardError)")
        }
        #expect(provider.requestCount == 0)
        #expect(!folder.has("out.jsonl.partial"))
        #expect(!folder.has("out.failures.jsonl.partial"))
      }
    }
  }

  /// A key in the place of its variable's name is not repeated, whatever it looks like.
  @Test(arguments: ["sk-secret-1", "0123456789abcdef0123456789abcdef", "7fK2mQzR8sT1"])
  func aKeyGivenAsANameIsNotRepeated(key: String) async throws {
    try await InvoiceFolder.with { invoices in
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--api-key-env", key), currentFolder: invoices.folder.path)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("--api-key-env wants the name"))
        #expect(!result.standardError.contains(key))
      }
    }
  }

  /// A server's words can't send the terminal commands.
  @Test func aServersWordsArePrintable() async throws {
    try await InvoiceFolder.with { invoices in
      let reply = FakeReply.error(401, "bad \u{1B}]0;title\u{7} key")
      try await FakeProvider.with(handler: { _ in reply }) { provider in
        let result = try await runSluice(invoices.arguments(provider), currentFolder: invoices.folder.path)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains(#"bad \u001b]0;title\u0007 key"#), "\(result.standardError)")
        #expect(!result.standardError.utf8.contains(0x1B))
      }
    }
  }

  @Test func missingAndEmptyFoldersAreNamed() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: true)
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        for path in ["missing", "empty"] {
          var arguments = invoices.arguments(provider)
          arguments[1] = path
          let result = try await runSluice(arguments, currentFolder: folder.path)
          #expect(result.exitCode == 2)
          #expect(result.standardError.contains(path))
          #expect(!folder.has("out.jsonl.partial"))
        }
      }
    }
  }

  /// A broken run stops early: it never burns through the folder.
  @Test(arguments: [401, 402, 403, 404])
  func aRefusalEndsTheRunAtOnce(status: Int) async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      for number in 0..<40 { try folder.write("Invoice Z-\(number)\n\nTotal 1", to: "in/z\(number).txt") }
      try await FakeProvider.with(handler: { _ in .error(status, "no") }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--concurrency", "2", "--api-key-env", "TEST_KEY"),
          environment: ["TEST_KEY": "sk-very-secret"], currentFolder: folder.path)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("\(status)"))
        #expect(!result.standardError.contains("sk-very-secret"))
        #expect(provider.requestCount <= 4)
        #expect(provider.requests[0].header("authorization") == "Bearer sk-very-secret")
        #expect(!folder.has("out.jsonl.partial"))
        #expect(!folder.has("out.jsonl"))
      }
    }
  }

  /// Promise 7: the key is in no file, whatever happens.
  @Test func theKeyIsWrittenNowhere() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      try await FakeProvider.with(handler: { request in
        // A server that repeats the key in an answer that fails.
        request.index % 2 == 0 ? InvoiceFolder.answer(request) : .error(400, "bad key sk-very-secret")
      }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--api-key-env", "TEST_KEY"),
          environment: ["TEST_KEY": "sk-very-secret"],
          currentFolder: folder.path)
        #expect(!(result.standardOutput + result.standardError).contains("sk-very-secret"))
        let files = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
        for file in files where file.hasPrefix("out") {
          let bytes = (try? Data(contentsOf: folder.url.appending(path: file))) ?? Data()
          #expect(!String(decoding: bytes, as: UTF8.self).contains("sk-very-secret"), "\(file)")
        }
      }
    }
  }

  @Test func aServerThatIsntThereIsSaid() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      let provider = try await FakeProvider(handler: InvoiceFolder.answer)
      let arguments = invoices.arguments(provider)
      try await provider.stop()
      let result = try await runSluice(arguments, currentFolder: folder.path)
      #expect(result.exitCode == 2)
      #expect(result.standardError.contains(provider.baseURL.replacing("/v1", with: "")))
      #expect(result.standardError.contains("is the server running"))
    }
  }

  /// Errors that pass are retried; nothing is lost.
  @Test func faultsThatPassAreRetried() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      let seen = Mutex<[String: Int]>([:])
      try await FakeProvider.with(handler: { request in
        let good = InvoiceFolder.answer(request)
        let key = String(decoding: good.body, as: UTF8.self)
        let count = seen.withLock { seen in
          seen[key, default: 0] += 1
          return seen[key, default: 0]
        }
        if count == 1 { return .error(503, "Loading model") }
        if count == 2 { return good.delivered(.cut(afterBodyBytes: 20)) }
        return good
      }) { provider in
        let result = try await runSluice(invoices.arguments(provider), currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(try folder.readText("out.jsonl").split(separator: "\n").count == 3)
        #expect(provider.requestCount == 9)
      }
    }
  }

  /// Ctrl-C waits for the answers on their way and keeps what is done.
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)])
  func aSignalKeepsWhatIsDone(signal: Int32, exitCode: Int) async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      for number in 0..<300 { try folder.write("Invoice Z-\(number)\n\nTotal 1", to: "in/z\(number).txt") }
      try await FakeProvider.with(handler: { InvoiceFolder.answer($0).after(.milliseconds(500)) }) {
        provider in
        let program = try startSluice(
          invoices.arguments(provider, "--concurrency", "2"), currentFolder: folder.path)
        while provider.requestCount < 4 { try await Task.sleep(for: .milliseconds(10)) }
        program.send(signal: signal)
        let result = try await program.wait()
        #expect(result.exitCode == exitCode)
        #expect(result.standardError.contains("out.jsonl.partial"))
        let lines = try folder.readText("out.jsonl.partial").split(separator: "\n")
        #expect(lines.count == provider.requestCount)
        #expect(lines.count < 303)
        #expect(!folder.has("out.jsonl"))
      }
    }
  }

  /// A run whose disk is full says so and keeps what it wrote.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "skipped: no /dev/full"))
  func aFullDiskIsSaid() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("out.jsonl.partial"), withDestinationPath: "/dev/full")
      try await FakeProvider.with(handler: InvoiceFolder.answer) { provider in
        let result = try await runSluice(invoices.arguments(provider, "--fresh"), currentFolder: folder.path)
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("No space left on device"))
        #expect(!folder.has("out.jsonl"))
      }
    }
  }

  @Test func manyRecordsOfOneDocumentAreNumbered() async throws {
    try await TemporaryFolder.with { folder in
      let invoices = try InvoiceFolder(folder)
      let answer = #"{"records":[{"number":"A-1","total":1},{"number":"A-2","total":2}]}"#
      try await FakeProvider.with(handler: { _ in .completion(answer) }) { provider in
        let result = try await runSluice(
          invoices.arguments(provider, "--records", "many"), currentFolder: folder.path)
        #expect(result.exitCode == 0)
        let records = try folder.readText("out.jsonl").split(separator: "\n").map {
          try JSONDocument(String($0)).root
        }
        #expect(records.map { $0["index"]?.intValue } == [0, 1, 0, 1, 0, 1])
        #expect(result.standardError.contains("3 succeeded with 6 records"))
      }
    }
  }
}
