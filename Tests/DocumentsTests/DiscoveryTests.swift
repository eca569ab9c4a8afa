import Testing

@testable import Documents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct DiscoveryTests {
  let folder = TemporaryFolder()

  private func paths(_ roots: [String], include: [String] = [], exclude: [String] = []) throws -> [String] {
    try DocumentDiscovery(roots: roots, include: include, exclude: exclude).map(\.path)
  }

  @Test func comesInByteOrderOfWholePaths() throws {
    for name in ["b/x.txt", "b.txt", "a.txt", "b-c.txt", "B.txt", "b/a/z.md", "é.html", "b0.htm"] {
      folder.write(name)
    }
    let found = try paths([folder.path])
    #expect(found == ["B.txt", "a.txt", "b-c.txt", "b.txt", "b/a/z.md", "b/x.txt", "b0.htm", "é.html"])
    let sorted = found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(found == sorted)
  }

  @Test func passesOverHiddenAndUnknownFiles() throws {
    for name in ["a.TXT", "b.pdf", "c", ".hidden.txt", ".git/x.txt", "d.text", "e.markdown", "f.xhtml"] {
      folder.write(name)
    }
    var walk = try DocumentDiscovery(roots: [folder.path]).makeIterator()
    var found: [String] = []
    while let source = walk.next() { found.append(source.path) }
    #expect(found == ["a.TXT", "d.text", "e.markdown", "f.xhtml"])
    #expect(walk.passedOver.counts == ["pdf": 1])
    #expect(walk.passedOver.others == 1)
  }

  @Test func tellsOnlySoManyKindsApart() {
    var sum = PassedOverFiles()
    for folder in 0..<3 {
      var passedOver = PassedOverFiles()
      for number in 0..<600 { passedOver.add(name: Array("a.x\(folder)y\(number)".utf8)) }
      sum += passedOver
    }
    #expect(sum.counts.count == PassedOverFiles.maximumKinds)
    #expect(sum.unread == 1800)
  }

  @Test func readsAFileGivenByNameWhateverItIs() throws {
    folder.write(".notes.log")
    #expect(try paths(["\(folder.path)/.notes.log"], exclude: ["*"]) == [".notes.log"])
  }

  @Test(
    arguments: [
      (["*.html"], [], ["a.html", "sub/b.html", "sub/deep/c.html"]),
      (["sub/*.html"], [], ["sub/b.html"]),
      (["sub/**"], [], ["sub/b.html", "sub/d.log", "sub/deep/c.html"]),
      (["sub/"], [], ["sub/b.html", "sub/deep/c.html"]),
      (["*.log"], [], ["sub/d.log"]),
      (["**/deep/*"], [], ["sub/deep/c.html"]),
      ([], ["deep"], ["a.html", "sub/b.html"]),
      ([], ["sub/"], ["a.html"]),
      (["?.html"], ["b.*"], ["a.html", "sub/deep/c.html"]),
    ] as [([String], [String], [String])])
  func keepsWhatThePatternsSay(include: [String], exclude: [String], expected: [String]) throws {
    for name in ["a.html", "sub/b.html", "sub/d.log", "sub/deep/c.html"] { folder.write(name) }
    #expect(try paths([folder.path], include: include, exclude: exclude) == expected)
  }

  @Test func namesThePathThatDoesNotExist() {
    let missing = folder.path + "/nowhere"
    #expect {
      try DocumentDiscovery(roots: [folder.path, missing])
    } throws: { error in
      let error = error as? DiscoveryError
      return error?.code == .notFound && error?.path == missing && error?.message.contains("nowhere") == true
    }
    #expect(throws: DiscoveryError.self) { try DocumentDiscovery(roots: []) }
  }

  @Test(.timeLimit(.minutes(1))) func endsOnLoopsOfLinks() throws {
    folder.write("a/x.txt")
    folder.link("a/up", to: "..")
    folder.link("a/self", to: "self")
    folder.link("a/self.txt", to: "self.txt")
    // Ten folders that each link to all others: following every way through them would never end.
    for i in 0..<10 {
      folder.write("n\(i)/y.txt")
      for j in 0..<10 { folder.link("n\(i)/l\(j)", to: "../n\(j)") }
    }
    let found = try paths([folder.path])
    #expect(found.contains("a/x.txt"))
    #expect(found.contains("a/self.txt"))
    #expect(found.count == Set(found).count)
    #expect(found.count < 50)
  }

  @Test func followsALinkToAFolderOutside() throws {
    let other = TemporaryFolder()
    other.write("in.txt")
    folder.link("linked", to: other.path)
    #expect(try paths([folder.path]) == ["linked/in.txt"])
  }

  @Test func showsEveryNameAsDistinctUTF8() throws {
    folder.write(Array("bad-".utf8) + [0xFF] + Array(".txt".utf8))
    folder.write(Array("bad-".utf8) + [0xFE] + Array(".txt".utf8))
    folder.write("bad-\u{FFFD}FF.txt")
    folder.write("new\nline.txt")
    folder.write("\u{1F600} \"quote\".txt")
    let sources = try Array(DocumentDiscovery(roots: [folder.path]))
    #expect(
      Set(sources.map(\.path)) == [
        "bad-\u{FFFD}FF.txt", "bad-\u{FFFD}FE.txt", "bad-\u{FFFD}EF\u{FFFD}BF\u{FFFD}BDFF.txt",
        "new\nline.txt",
        "\u{1F600} \"quote\".txt",
      ])
    for source in sources { #expect(try readDocument(source).text == Array("text\n".utf8)) }
  }

  @Test func tellsSeveralRootsApart() throws {
    for name in ["x/docs/a.txt", "y/docs/a.txt", "z/one.txt"] { folder.write(name) }
    let roots = ["x/docs", "y/docs/", "z", "z/one.txt", "x/docs"].map { "\(folder.path)/\($0)" }
    #expect(try paths(roots) == ["one.txt", "x/docs/a.txt", "y/docs/a.txt"])
    #expect(try paths(["\(folder.path)/x/docs", "\(folder.path)/z"]) == ["docs/a.txt", "z/one.txt"])
  }

  @Test func goesOnBehindAFolderThatCannotBeRead() throws {
    for name in ["a.txt", "b/x.txt", "c.txt"] { folder.write(name) }
    var walk = try DocumentDiscovery(roots: [folder.path]).makeIterator()
    let first = walk.next()
    #expect(first?.path == "a.txt")
    // Permissions don't stop root, who may run these tests; a folder that is gone can't be read by anyone.
    #expect(rename("\(folder.path)/b", "\(folder.path)/d") == 0)
    let next = walk.next()
    let broken = try #require(next)
    #expect(broken.path == "b/")
    #expect(throws: DocumentError.self) { try readDocument(broken) }
    #expect(broken.problem?.kind == .unreadable)
    let last = walk.next()
    #expect(last?.path == "c.txt")
    let end = walk.next()
    #expect(end == nil)
  }

  @Test(.timeLimit(.minutes(1))) func doesNotWaitOnWhatIsNoFile() throws {
    #expect(mkfifo("\(folder.path)/pipe.txt", 0o644) == 0)
    folder.link("gone.txt", to: "nothing")
    let sources =
      try Array(DocumentDiscovery(roots: [folder.path])) + [DocumentSource(path: "null", file: "/dev/null")]
    #expect(sources.map(\.path) == ["gone.txt", "pipe.txt", "null"])
    for source in sources {
      #expect { try readDocument(source) } throws: { ($0 as? DocumentError)?.kind == .unreadable }
    }
  }

  @Test func refusesAFileOverTheLimit() throws {
    folder.write("big.txt", String(repeating: "x", count: 2000))
    let source = DocumentSource(path: "big.txt", file: "\(folder.path)/big.txt")
    #expect { try readDocument(source, limits: DocumentLimits(maximumByteCount: 1999)) } throws: {
      ($0 as? DocumentError)?.kind == .tooLarge
    }
    #expect(try readDocument(source, limits: DocumentLimits(maximumByteCount: 2000)).text.count == 2000)
  }
}
