import Testing

@testable import Documents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct IgnoreFileTests {
  let folder = TemporaryFolder()

  private func paths(include: [String] = [], exclude: [String] = []) throws -> [String] {
    try DocumentDiscovery(roots: [folder.path], include: include, exclude: exclude).map(\.path)
  }

  /// The outcomes are those of `git check-ignore` for a `.gitignore` of the same text, braces aside.
  @Test(
    arguments: [
      ("*.html", ["a.txt", "sub/b.txt", "sub/deep/c.txt"]),
      ("# *.txt\n\n*.html", ["a.txt", "sub/b.txt", "sub/deep/c.txt"]),
      ("sub", ["a.html", "a.txt"]), ("sub/", ["a.html", "a.txt"]), ("/deep", all), ("a.txt/", all),
      ("deep", ["a.html", "a.txt", "sub/b.html", "sub/b.txt"]),
      ("sub/*.txt", ["a.html", "a.txt", "sub/b.html", "sub/deep/c.html", "sub/deep/c.txt"]),
      ("/*.txt", ["a.html", "sub/b.html", "sub/b.txt", "sub/deep/c.html", "sub/deep/c.txt"]),
      ("sub/**", ["a.html", "a.txt"]), ("**/c.*", ["a.html", "a.txt", "sub/b.html", "sub/b.txt"]),
      ("*.txt\n!b.txt", ["a.html", "sub/b.html", "sub/b.txt", "sub/deep/c.html"]),
      ("!b.txt\n*.txt", ["a.html", "sub/b.html", "sub/deep/c.html"]),
      // What is inside a folder that is left out can't be taken back.
      ("sub/\n!sub/b.txt", ["a.html", "a.txt"]), ("sub/*\n!sub/b.txt", ["a.html", "a.txt", "sub/b.txt"]),
      ("*.html   ", ["a.txt", "sub/b.txt", "sub/deep/c.txt"]), ("*.html\\ ", all), (" *.html", all),
      ("*.html\r\n*.txt\r\n", []), ("\u{FEFF}*.html", ["a.txt", "sub/b.txt", "sub/deep/c.txt"]),
      ("[b-c].*", ["a.html", "a.txt"]), ("*.{html,txt}", []), ("/", all), ("", all), ("!", all),
    ] as [(String, [String])])
  func leavesOutWhatItSays(text: String, expected: [String]) throws {
    for name in Self.all { folder.write(name) }
    folder.write(".sluiceignore", text)
    #expect(try paths() == expected)
  }

  private static let all = [
    "a.html", "a.txt", "sub/b.html", "sub/b.txt", "sub/deep/c.html", "sub/deep/c.txt",
  ]

  @Test(
    arguments: [
      ("\\#a.txt", ["!b.txt", "c .txt"]), ("\\!b.txt", ["#a.txt", "c .txt"]),
      ("c\\ .txt", ["!b.txt", "#a.txt"]),
    ] as [(String, [String])])
  func takesEscapedCharactersAsTheyAre(text: String, expected: [String]) throws {
    for name in ["#a.txt", "!b.txt", "c .txt"] { folder.write(name) }
    folder.write(".sluiceignore", text)
    #expect(try paths() == expected)
  }

  @Test func letsTheInnerFileDecide() throws {
    for name in ["a.txt", "sub/a.txt", "sub/b.txt", "sub/deep/a.txt", "sub/deep/b.txt", "other/b.txt"] {
      folder.write(name)
    }
    folder.write(".sluiceignore", "*.txt\n")
    folder.write("sub/.sluiceignore", "!a.txt\n/deep/b.txt\n")
    folder.write("sub/deep/.sluiceignore", "!b.txt\n")
    #expect(try paths() == ["sub/a.txt", "sub/deep/a.txt", "sub/deep/b.txt"])
  }

  @Test func isNoMatchForAFileGivenByNameNorForExclude() throws {
    folder.write("a.txt")
    folder.write("b.txt")
    folder.write(".sluiceignore", "a.txt\n!b.txt")
    let named = try DocumentDiscovery(roots: ["\(folder.path)/a.txt"]).map(\.path)
    #expect(named == ["a.txt"])
    #expect(try paths(include: ["*.txt"]) == ["b.txt"])
    #expect(try paths(exclude: ["b.txt"]) == [])
  }

  @Test func takesNoGitignore() throws {
    folder.write("a.txt")
    folder.write(".gitignore", "*.txt\n")
    #expect(try paths() == ["a.txt"])
  }

  @Test(.timeLimit(.minutes(1))) func saysThatItCannotBeRead() throws {
    folder.write("one/a.txt")
    #expect(mkfifo("\(folder.path)/one/.sluiceignore", 0o644) == 0)
    folder.write("two/a.txt")
    folder.write("two/.sluiceignore", String(repeating: "x\n", count: 600_000))
    let sources = try Array(DocumentDiscovery(roots: [folder.path]))
    #expect(sources.map(\.path) == ["one/.sluiceignore", "one/a.txt", "two/.sluiceignore", "two/a.txt"])
    #expect(sources[0].problem?.message.contains("it is not a regular file") == true)
    #expect(sources[2].problem?.message.contains("it has more than 1048576 bytes") == true)
  }
}
