import Testing

@testable import Documents

@Suite struct GlobTests {
  @Test(
    arguments: [
      ("*", "a", true), ("*", "a/b", true), ("a*c", "abc", true), ("a*c", "ab", false), ("/a/*", "a/b", true),
      ("a/*", "a/b/c", false), ("a/**", "a/b/c", true), ("a/**", "a", false), ("**/c", "c", true),
      ("**/c", "a/b/c", true), ("**/c", "a/bc", false), ("a/**/c", "a/c", true),
      ("a/**/c", "a/b/b/c", true), ("a/**/c", "abc", false), ("**/b*/c*", "b/x/bb/cc", true),
      ("a/?", "a/é", true), ("a/?", "a/", false), ("*.tar.*", "x.tar.gz", true), ("", "a", false),
      // Two stars that don't stand alone between slashes are one.
      ("/a**", "ab/c", false), ("/a**b", "axb", true), ("**", "a/b", true), ("./a", "a", true),
      ("/a", "b/a", false), ("a", "b/a", true), ("/a", "a", true),
    ] as [(String, String, Bool)])
  func matchesStars(pattern: String, path: String, expected: Bool) {
    #expect(GlobPattern(pattern).matches(Array(path.utf8), isFolder: false) == expected)
  }

  @Test(
    arguments: [
      ("[a-c].txt", "b.txt", true), ("[a-c].txt", "d.txt", false), ("[!a-c].txt", "d.txt", true),
      ("[^a-c].txt", "b.txt", false), ("[]a]", "]", true), ("[!]a]", "b", true), ("[a-]", "-", true),
      ("[\\]x]", "]", true), ("[\\]x]", "\\", false), ("[z-a]", "z", false), ("[à-ü]", "é", true),
      ("a[/]b", "a/b", false), ("/a[!x]b", "a/b", false), ("[[:digit:]][[:alpha:]_]", "7_", true),
      ("[[:digit:]]", "x", false), ("[![:space:]]", " ", false), ("[[:nix:]a]", "a", true),
      // What is not closed stands for itself.
      ("[a", "[a", true), ("[a", "a", false), ("a]", "a]", true), ("x[", "x[", true),
    ] as [(String, String, Bool)])
  func matchesSets(pattern: String, path: String, expected: Bool) {
    #expect(GlobPattern(pattern).matches(Array(path.utf8), isFolder: false) == expected)
  }

  @Test(
    arguments: [
      ("*.{html,htm}", "a.htm", true), ("*.{html,htm}", "a.html", true), ("*.{html,htm}", "a.xhtml", false),
      ("{a,b{c,d}}e", "bde", true), ("{a,b{c,d}}e", "be", false), ("{a,b{c,d}}e", "ae", true),
      ("a{,b}", "a", true), ("a{,b}", "ab", true), ("{one}", "one", true),
      ("{src/**,doc/*.md}", "src/x/y", true), ("{src/**,doc/*.md}", "doc/x/y.md", false),
      ("x/{**/a,b}", "x/y/z/a", true), ("{[,],a}", "a", true), ("{[,],a}", ",", true),
      ("{a,b", "{a,b", true), ("a}", "a}", true), ("{a,{b,c}", "{a,c", true), ("a,b", "a,b", true),
      ("\\{a,b\\}", "{a,b}", true), ("\\{a,b\\}", "a", false), ("\\*", "*", true), ("\\*", "x", false),
      ("a\\", "a\\", true),
    ] as [(String, String, Bool)])
  func matchesAlternativesAndEscapes(pattern: String, path: String, expected: Bool) {
    #expect(GlobPattern(pattern).matches(Array(path.utf8), isFolder: false) == expected)
  }

  @Test func countsAByteThatIsNoTextAsOneCharacter() {
    let path: [UInt8] = [0x61, 0xFF, 0x62]
    #expect(GlobPattern("a?b").matches(path, isFolder: false))
    #expect(GlobPattern("a[!x]b").matches(path, isFolder: false))
    #expect(GlobPattern("a??b").matches(path, isFolder: false) == false)
  }

  @Test func asksForAFolderWithASlashAtTheEnd() {
    #expect(GlobPattern("a/").matches(Array("b/a".utf8), isFolder: true))
    #expect(GlobPattern("a/").matches(Array("b/a".utf8), isFolder: false) == false)
    #expect(GlobPattern("/a/").matches(Array("b/a".utf8), isFolder: true) == false)
  }

  /// A matcher that goes back and tries again would be at each of these for years.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "**/*a*a*a*a*a*b", String(repeating: "**/", count: 50) + "b",
      String(repeating: "{a,a}", count: 100) + "b",
      String(repeating: "{", count: 200) + "a" + String(repeating: ",b}", count: 200),
      String(repeating: "a*", count: 200) + "b", String(repeating: "[", count: 1000),
    ])
  func takesNoPatternBadly(pattern: String) {
    let path = Array((String(repeating: "a/", count: 100) + String(repeating: "a", count: 200)).utf8)
    #expect(GlobPattern(pattern).matches(path, isFolder: false) == false)
  }
}
