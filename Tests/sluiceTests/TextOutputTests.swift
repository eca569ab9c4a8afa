import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `sluice text --output`.
@Suite struct TextOutputTests {
  private func files(_ folder: TemporaryFolder, in name: String) throws -> [String] {
    let names = FileManager.default.enumerator(atPath: folder.path(name))?.compactMap { $0 as? String } ?? []
    return names.filter { !((try? folder.read("\(name)/\($0)")) == nil) }.sorted()
  }

  @Test func writesAFileForEachDocument() async throws {
    try await TemporaryFolder.with { folder in
      _ = try InvoiceFolder(folder)
      for _ in 1...2 {
        let result = try await runSluice(["text", "in", "--output", "new/out"], currentFolder: folder.path)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(result.standardOutput == "")
        #expect(result.standardError.hasPrefix("3 documents: 3 written to new/out, "))
      }
      #expect(try files(folder, in: "new/out") == ["a.txt.md", "b.md.md", "sub/c.html.md"])
      #expect(try folder.readText("new/out/a.txt.md") == "Invoice A-1\n\nTotal 10.50\n")
      #expect(try folder.readText("new/out/sub/c.html.md") == "# Invoice C-3\nTotal 30\n")
      let json = try await runSluice(
        ["text", "in", "--output", "json", "--format", "json", "--quiet"], currentFolder: folder.path)
      #expect(json.standardError == "")
      #expect(try files(folder, in: "json") == ["a.txt.json", "b.md.json", "sub/c.html.json"])
      #expect(try folder.readText("json/a.txt.json").hasPrefix(#"{"document":"a.txt","format":"text","#))
    }
  }

  @Test(
    arguments: [
      (["in"], "in", false), (["in"], "in/out", false), (["in"], "./in/sub/../out/deeper", false),
      (["."], "out", false), (["in/a.txt", "in/a.txt.md"], "in", false), (["in"], "link", false),
      (["in", "--include", "a.*"], "in/out", false), (["in"], "in/.out", true),
      (["in", "--exclude", "out/"], "in/out", true), (["in", "--include", "*.txt"], "in/out", true),
      (["in/a.txt"], "in", true), (["in"], "in-out", true),
    ] as [([String], String, Bool)])
  func neverWritesWhereItReads(arguments: [String], output: String, isFine: Bool) async throws {
    try await TemporaryFolder.with { folder in
      for name in ["a.txt", "a.txt.md", "sub/b.txt"] { try folder.write(name, to: "in/\(name)") }
      #expect(symlink("in", folder.path("link")) == 0)
      let result = try await runSluice(
        ["text"] + arguments + ["--output", output], currentFolder: folder.path)
      #expect(result.exitCode == (isFine ? 0 : 2), "\(result.standardError)")
      if !isFine {
        #expect(result.standardError.contains("the next run would read what this one writes"))
        #expect(try files(folder, in: "in") == ["a.txt", "a.txt.md", "sub/b.txt"])
        #expect(try folder.readText("in/a.txt.md") == "a.txt.md")
      }
    }
  }

  @Test func tellsWhatCannotBeWritten() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("x", to: "in/a.txt")
      try folder.write("x", to: "file")
      let noFolder = try await runSluice(
        ["text", "in/a.txt", "--output", "/proc/nothing"], currentFolder: folder.path)
      #expect(noFolder.exitCode == 2)
      #expect(noFolder.standardError.contains("can't write /proc/nothing/a.txt.md"))
      let notAFolder = try await runSluice(["text", "in", "--output", "file"], currentFolder: folder.path)
      #expect(notAFolder.exitCode == 2)
      #expect(notAFolder.standardError.contains("--output file is a file"))
      // A document whose text needs a folder where another's file stands.
      try folder.write("x", to: "two/a.md/b.txt")
      try folder.write("", to: "taken/a.md")
      let taken = try await runSluice(["text", "two", "--output", "taken"], currentFolder: folder.path)
      #expect(taken.exitCode == 1)
      #expect(taken.standardError.contains("a part of that path is a file and a folder"))
      let long = String(repeating: "n", count: 251)
      try folder.write("x", to: "long/\(long).txt")
      try folder.write("x", to: "long/z.txt")
      let tooLong = try await runSluice(["text", "long", "--output", "out"], currentFolder: folder.path)
      #expect(tooLong.exitCode == 1)
      #expect(tooLong.standardError.contains("its name is too long for the file system"))
      #expect(tooLong.standardError.contains("2 documents: 1 written to out, 1 failed, "))
      #expect(try files(folder, in: "out") == ["z.txt.md"])
    }
  }

  @Test func tellsThatTheDiskIsFull() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write(String(repeating: "x", count: 5000), to: "in/a.txt")
      let shell = try RunningProgram(
        URL(filePath: "/bin/sh"),
        arguments: ["-c", "\"$0\" text in > /dev/full", sluiceBinary().path(percentEncoded: false)],
        currentFolder: folder.path)
      let result = try await shell.wait()
      #expect(result.exitCode == 2)
      #expect(result.standardError.contains("can't write to standard output: No space left on device"))
      // A limit on the size of files fails as a full disk does, once its signal is ignored.
      let limited = try RunningProgram(
        URL(filePath: "/bin/sh"),
        arguments: [
          "-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" text in --output out 2>/dev/null",
          sluiceBinary().path(percentEncoded: false),
        ], currentFolder: folder.path)
      #expect(try await limited.wait().exitCode == 2)
      #expect(try files(folder, in: "out") == [])
    }
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)])
  func leavesNothingHalfWritten(signal: Int32, exitCode: Int) async throws {
    try await TemporaryFolder.with { folder in
      let text = String(repeating: "<p>one <b>two</b> three</p>\n", count: 5000)
      for number in 0..<400 { try folder.write(text, to: "in/\(number).html") }
      let whole = try await runSluice(["text", "in/0.html"], currentFolder: folder.path).standardOutput
      let program = try startSluice(["text", "in", "--output", "out"], currentFolder: folder.path)
      let clock = ContinuousClock()
      let deadline = clock.now + .seconds(60)
      while !folder.has("out/1.html.md"), clock.now < deadline { try await Task.sleep(for: .milliseconds(2)) }
      program.send(signal: signal)
      #expect(try await program.wait().exitCode == exitCode)
      let written = try files(folder, in: "out")
      #expect(!written.isEmpty && written.count < 400)
      for name in written {
        #expect(name.hasSuffix(".html.md"))
        #expect(try folder.readText("out/\(name)") == whole)
      }
    }
  }
}
