import Testing

@testable import Documents

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file by several paths is read once.
@Suite struct LinkDiscoveryTests {
  let folder = TemporaryFolder()

  private func found(_ roots: [String] = [""], include: [String] = []) throws -> (
    paths: [String], repeated: Int
  ) {
    let discovery = try DocumentDiscovery(roots: roots.map { "\(folder.path)/\($0)" }, include: include)
    return (discovery.map(\.path), discovery.passedOver.repeated)
  }

  private func hardLink(_ name: String, to target: String) {
    #expect(link("\(folder.path)/\(target)", "\(folder.path)/\(name)") == 0)
  }

  @Test func readsAHardLinkedFileUnderItsFirstPath() throws {
    folder.write("b/x.txt")
    folder.write("other.txt")
    hardLink("a.txt", to: "b/x.txt")
    hardLink("z.txt", to: "b/x.txt")
    let found = try found()
    #expect(found.paths == ["a.txt", "other.txt"])
    #expect(found.repeated == 2)
  }

  @Test func readsALinkedFileUnderItsOwnPath() throws {
    folder.write("sub/x.txt")
    folder.link("a.txt", to: "sub/x.txt")
    folder.link("z.txt", to: "sub/x.txt")
    let found = try found()
    #expect(found.paths == ["sub/x.txt"])
    #expect(found.repeated == 2)
  }

  /// The walk doesn't come to these files by their own paths.
  @Test(arguments: [".hidden/x.txt", "sub/data.bin", "ignored/x.txt"])
  func readsThroughALinkWhatItWouldNotFind(target: String) throws {
    folder.write(".sluiceignore", "ignored")
    folder.write(target)
    folder.link("a.txt", to: target)
    folder.link("b.txt", to: target)
    #expect(try found().paths == ["a.txt"])
  }

  @Test func walksALinkedFolderUnderItsOwnPath() throws {
    folder.write("sub/x.txt")
    folder.link("a", to: "sub")
    folder.link("z", to: "sub")
    folder.write(".sluiceignore", "")
    #expect(try found().paths == ["sub/x.txt"])
    folder.write(".sluiceignore", "sub/")
    #expect(try found().paths == ["a/x.txt"])
  }

  @Test func walksWhatIsOutsideOnce() throws {
    let outside = TemporaryFolder()
    outside.write("in/y.txt")
    outside.write("x.txt")
    // A link to an inner part comes before, or after, the one to the whole.
    folder.link("a", to: "\(outside.path)/in")
    folder.link("b", to: outside.path)
    folder.link("c", to: "\(outside.path)/in")
    folder.link("d.txt", to: "\(outside.path)/x.txt")
    #expect(try found().paths == ["a/y.txt", "b/x.txt"])
    unlink("\(folder.path)/a")
    #expect(try found().paths == ["b/in/y.txt", "b/x.txt"])
    folder.link("a.txt", to: "\(outside.path)/x.txt")
    #expect(try found().paths == ["a.txt", "b/in/y.txt"])
  }

  @Test func knowsARootByAllItsNames() throws {
    folder.write("a/x.txt")
    folder.write("a/y.txt")
    folder.link("l", to: "a")
    #expect(try found(["a", "./a", "a/../a/", "l"]).paths == ["x.txt", "y.txt"])
    #expect(try found(["a", "a/y.txt"]).paths == ["a/x.txt", "y.txt"])
    #expect(try found(["a/x.txt", "a/./x.txt"]).paths == ["x.txt"])
  }

  /// Naming many roots took time by the square of their number.
  @Test(.timeLimit(.minutes(1))) func takesManyRoots() throws {
    let names = (0..<4000).map { "f\($0).txt" }
    for name in names { folder.write(name, "x") }
    #expect(try found(names).paths == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
