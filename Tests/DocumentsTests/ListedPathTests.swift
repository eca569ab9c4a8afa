import Testing

@testable import Documents

/// Paths that come from a list.
@Suite struct ListedPathTests {
  let folder = TemporaryFolder()

  private func sources(_ listed: [String], roots: [String] = []) throws -> [DocumentSource] {
    let bytes = { (names: [String]) in names.map { Array("\(folder.path)/\($0)".utf8) } }
    return try Array(DocumentDiscovery(roots: bytes(roots), listed: bytes(listed)))
  }

  /// What stands before the names: the folder is outside of the tests' current one.
  private var prefix: String { String(folder.path.dropFirst()) + "/" }

  @Test func areShownAsTheyAreWhateverElseIsListed() throws {
    for name in ["a/x.txt", "b/x.txt", "b/y.md"] { folder.write(name) }
    let one = try sources(["a/x.txt"]).map(\.path)
    #expect(one == [prefix + "a/x.txt"])
    let all = try sources(["b", "a/./x.txt", "b/x.txt"]).map(\.path)
    #expect(all == ["a/x.txt", "b/x.txt", "b/y.md"].map { prefix + $0 })
  }

  @Test func comeInOneOrderWhereOneIsInsideAnother() throws {
    for name in ["a/b.txt", "a/m.bin", "a/z.txt", "a/.h/c.txt", "a/k/d.txt", "a.txt", "b.txt"] {
      folder.write(name)
    }
    let found = try sources(["a/m.bin", "b.txt", "a/.h", "a/k"], roots: ["a", "a.txt"]).map(\.path)
    let expected = ["a.txt", "a/.h/c.txt", "a/b.txt", "a/k/d.txt", "a/m.bin", "a/z.txt", "b.txt"]
    #expect(found == expected.map { prefix + $0 })
  }

  @Test func sayWhichOfThemAreGone() throws {
    folder.write("a.txt")
    let found = try sources(["gone.txt", "a.txt", "gone.txt"])
    #expect(found.map(\.path) == [prefix + "a.txt", prefix + "gone.txt"])
    #expect(found[0].problem == nil)
    #expect(found[1].problem?.message.contains("no such file or folder") == true)
    #expect(try sources([]).isEmpty)
  }
}
