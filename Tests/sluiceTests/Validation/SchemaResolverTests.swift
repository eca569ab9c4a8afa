import JSON
import TestSupport
import Testing

@testable import sluice

@Suite struct SchemaResolverTests {
  @Test(arguments: [
    ("https://example.com/schemas/", "https://example.com/schemas/a/b.json", "dir/a/b.json"),
    ("https://example.com/schemas", "https://example.com/schemas/a", "dir/a"),
    ("https://example.com/schemas", "https://example.com/schemas-old/a", nil),
    ("https://example.com/schemas/", "https://example.com/other", nil),
    ("https://example.com/", "https://example.com/../etc/passwd", nil),
    ("https://example.com/", "https://example.com/a/%2e%2e/%2E%2E/x", nil),
    ("https://example.com/", "https://example.com/a%2F..%2Fb", nil),
    ("https://example.com/", "https://example.com/", nil),
    ("https://example.com/", "https://example.com/a%20b%00", nil),
    ("https://example.com/", "https://example.com/a%zz", nil),
    ("https://example.com/", "https://example.com//etc/passwd", "dir/etc/passwd"),
    ("urn:example:", "urn:example:x", nil), ("urn:example:/", "urn:example:/a%20b", "dir/a b"),
  ])
  func staysInItsFolder(prefix: String, uri: String, path: String?) throws {
    let folder = try #require(SchemaFolder(parsing: "\(prefix)=dir"))
    #expect(folder.path(for: uri) == path)
  }

  @Test func optionsWithoutPrefixOrFolderAreRefused() {
    for text in ["", "dir", "=dir", "https://example.com/=", "schemas=dir"] {
      #expect(SchemaFolder(parsing: text) == nil, "\(text)")
    }
  }

  @Test func findsFiles() async throws {
    try await TemporaryFolder.with { folder in
      try folder.write("{\"title\":\"a\"}", to: "copies/a.json")
      try folder.write("{\"title\":\"b\"}", to: "copies/sub/b")
      try folder.write("{\"title\":", to: "copies/broken.json")
      try folder.write("{\"title\":\"o\"}", to: "beside me/o.json")
      let resolver = SchemaResolver(
        folders: [try #require(SchemaFolder(parsing: "https://example.com/s/=\(folder.path("copies"))"))])
      func title(_ uri: String) throws -> String? {
        try resolver.document(for: uri).flatMap { $0.root["title"]?.stringValue }
      }
      #expect(try title("https://example.com/s/a.json") == "a")
      #expect(try title("https://example.com/s/a") == "a")
      #expect(try title("https://example.com/s/sub/b") == "b")
      #expect(try title("https://example.com/a") == nil)
      #expect(try title(fileURI(of: folder.path("beside me/o.json"))) == "o")
      // Where a file would be is known, so it is named.
      for (uri, path) in [
        ("https://example.com/s/sub", "copies/sub"), ("https://example.com/s/none", "copies/none"),
      ] {
        let missing = #expect(throws: CommandFailure.self) { try title(uri) }
        let place = folder.path(path)
        #expect(missing?.message == "there is no file \(place) or \(place).json")
      }
      let missing = #expect(throws: CommandFailure.self) { try title("file:///nowhere/o%20.json") }
      #expect(missing?.message == "there is no file /nowhere/o .json")
      let failure = #expect(throws: CommandFailure.self) { try title("https://example.com/s/broken") }
      #expect(failure?.message.contains("broken.json") == true)
    }
  }
}
