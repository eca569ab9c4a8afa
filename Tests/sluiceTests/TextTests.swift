import Foundation
import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `sluice text` on standard output.
@Suite struct TextTests {
  @Test func printsLinesOfJSON() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("# One\n\n- a\n\n| k | v |\n|---|---|\n| x | é |\n", to: "in/\u{1F600}\n.md")
      try folder.write(
        "<html lang=de><title>T</title><body><h2>Kopf</h2><p>Wert \"1\"</p></body></html>", to: "in/p.html")
      let result = try await runSluice(["text", "in", "--format", "json"], currentFolder: folder.path)
      #expect(result.exitCode == 0, "\(result.standardError)")
      let lines = result.standardOutput.split(separator: "\n").map(String.init)
      try #require(lines.count == 2)
      let page = try JSONDocument(lines[0]).root
      #expect(page["document"]?.stringValue == "p.html")
      #expect(page["format"]?.stringValue == "html")
      #expect(page["title"]?.stringValue == "T")
      #expect(page["language"]?.stringValue == "de")
      #expect(page["metadata"]?.kind == .array)
      #expect(page["dropped"]?.kind == .array)
      #expect(page["text"]?.stringValue?.contains("Wert \"1\"") == true)

      let notes = try JSONDocument(lines[1]).root
      #expect(notes["document"]?.stringValue == "\u{1F600}\n.md")
      let text = Array((notes["text"]?.stringValue ?? "").utf8)
      let blocks = (notes["blocks"]?.elements).map(Array.init) ?? []
      #expect(
        blocks.compactMap { $0["kind"]?.stringValue } == ["heading", "list_item", "table_row", "table_row"])
      #expect(blocks.first?["level"]?.numberValue?.text == "1")
      #expect(blocks.last?["header"]?.kind == .false)
      let ends = try blocks.map { block in
        let start = try #require(Int(block["start"]?.numberValue?.text ?? ""))
        let end = try #require(Int(block["end"]?.numberValue?.text ?? ""))
        return String(decoding: text[start..<end], as: UTF8.self)
      }
      #expect(ends.last == "| x | é |")
    }
  }

  @Test(arguments: ["1", "4"]) func keepsTheOrderOnManyThreads(jobs: String) async throws {
    try await TemporaryFolder.with { folder in
      // The first takes longest.
      try folder.write(String(repeating: "<p>one <b>two</b></p>", count: 20_000), to: "in/000.html")
      for number in 1..<200 { try folder.write("text \(number)\n", to: "in/\(1000 + number).txt") }
      try folder.write([UInt8](repeating: 0, count: 100), to: "in/1100.txt")
      let result = try await runSluice(["text", "in", "--jobs", jobs], currentFolder: folder.path)
      #expect(result.exitCode == 1)
      let heads = result.standardOutput.split(separator: "\n").filter { $0.hasPrefix("==> ") }
      let expected = ["000.html"] + (1001..<1200).filter { $0 != 1100 }.map { "\($0).txt" }
      #expect(heads == expected.map { "==> \($0) <==" })
      let errors = result.standardError.split(separator: "\n")
      #expect(errors.count == 2)
      #expect(errors.first?.contains("'1100.txt' is not text") == true)
      #expect(errors.last?.hasPrefix("200 documents, 1 failed, ") == true)
    }
  }

  @Test func tellsWhatItPassedOver() async throws {
    try await TemporaryFolder.with { folder in
      for name in ["a.txt", "b.PNG", "c.png", "sub/d.pdf", "e", ".hidden.png"] {
        try folder.write("x", to: "in/\(name)")
      }
      let result = try await runSluice(["text", "in"], currentFolder: folder.path)
      #expect(result.standardOutput == "x\n")
      #expect(
        result.standardError
          == "passed over 4 files: 2 .png, 1 .pdf, 1 without an extension; name them with --include to read them\n"
      )
      let quiet = try await runSluice(["text", "in", "--quiet"], currentFolder: folder.path)
      #expect(quiet.standardError == "")
      let named = try await runSluice(["text", "in", "--include", "*.{pdf,txt}"], currentFolder: folder.path)
      #expect(named.standardOutput == "==> a.txt <==\nx\n==> sub/d.pdf <==\nx\n")
      #expect(named.standardError == "")
      let none = try await runSluice(["text", "in/sub"], currentFolder: folder.path)
      #expect(none.exitCode == 2)
      #expect(
        none.standardError.contains("there is no document to read in in/sub; passed over 1 file: 1 .pdf;"))
    }
  }

  @Test func readsTheFilesOfAList() async throws {
    try await TemporaryFolder.with { folder in
      for name in ["a/x.txt", "b/x.txt", "c\nd.txt"] { try folder.write(name, to: name) }
      func text(_ arguments: [String], input: String) async throws -> ProgramResult {
        try await runSluice(["text"] + arguments, input: input, currentFolder: folder.path)
      }
      let both = "==> a/x.txt <==\na/x.txt\n==> b/x.txt <==\nb/x.txt\n"
      let lines = try await text(["--files-from", "-"], input: "b/x.txt\n\n./a/x.txt\na//x.txt")
      #expect(lines.standardOutput == both, "\(lines.standardError)")
      let windows = try await text(["--files-from", "-"], input: "b/x.txt\r\na\r\n")
      #expect(windows.standardOutput == both, "\(windows.standardError)")
      let cut = try await text(["--files-from", "-"], input: "b/x.txt\r\na")
      #expect(cut.standardOutput == both, "\(cut.standardError)")
      // A NUL says what separates the paths, and -0 where there is only one path.
      let nulls = try await text(["--files-from", "-"], input: "c\nd.txt\0a/x.txt\0b\0")
      #expect(nulls.standardOutput == both + "==> c\\nd.txt <==\nc\nd.txt\n")
      let one = try await text(["--files-from", "-", "-0"], input: "c\nd.txt")
      #expect(one.standardOutput == "c\nd.txt\n")
      let gone = try await text(["--files-from", "-"], input: "gone.txt\na/x.txt\n")
      #expect(gone.exitCode == 1)
      #expect(gone.standardOutput == "==> a/x.txt <==\na/x.txt\n")
      #expect(gone.standardError.contains("gone.txt' can't be read: no such file or folder"))
      #expect(try await text(["--files-from", "-"], input: "").exitCode == 2)
      #expect(try await text([], input: "").exitCode == 64)
      #expect(try await text(["a", "--null"], input: "").exitCode == 64)
    }
  }

  /// Names that are not UTF-8 could be found in a folder, but not be given, or only one of two.
  @Test func takesPathsThatAreNotUTF8() async throws {
    try await TemporaryFolder.with { folder in
      let command = """
        one="$(printf 'a\\377.txt')" two="$(printf 'a\\376.txt')"
        printf hello > "$one" && printf hi > "$two" && exec "$0" text "$one" "$two"
        """
      let shell = try RunningProgram(
        URL(filePath: "/bin/sh"),
        arguments: ["-c", command, sluiceBinary().path(percentEncoded: false)], currentFolder: folder.path)
      let result = try await shell.wait()
      #expect(result.standardOutput == "==> a\u{FFFD}FE.txt <==\nhi\n==> a\u{FFFD}FF.txt <==\nhello\n")
    }
  }

  @Test func endsQuietlyWhenTheReaderHasGone() async throws {
    try await TemporaryFolder.with { folder in
      for number in 0..<300 {
        try folder.write(String(repeating: "word ", count: 2000), to: "in/\(number).txt")
      }
      let shell = try RunningProgram(
        URL(filePath: "/bin/sh"),
        arguments: [
          "-c", "{ \"$0\" text in; echo $? > code; } | head -1", sluiceBinary().path(percentEncoded: false),
        ], currentFolder: folder.path)
      let result = try await shell.wait()
      #expect(result.standardOutput == "==> 0.txt <==\n")
      #expect(result.standardError == "")
      #expect(try folder.readText("code") == "0\n")
    }
  }

  @Test func takesMainOnlyWhereFullIsTooLong() async throws {
    try await TemporaryFolder.with { folder in
      let article = String(
        repeating: "<p>Some words of a long article that is about one thing.</p>", count: 30)
      try folder.write("<nav><a href=/>Home</a></nav><main><h1>A</h1>\(article)</main>", to: "p.html")
      func text(_ arguments: String...) async throws -> String {
        try await runSluice(["text", "p.html"] + arguments, currentFolder: folder.path).standardOutput
      }
      let full = try await text()
      let main = try await text("--content", "main")
      #expect(try await text("--content", "auto") == full)
      #expect(try await text("--content", "auto", "--context-tokens", "512") == main)
    }
  }
}
