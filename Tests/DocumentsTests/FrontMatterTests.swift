import Testing

@testable import Documents

@Suite struct FrontMatterTests {
  private func fields(_ text: String) -> [String]? {
    FrontMatter(Array(text.utf8))?.fields.map { "\($0.name)=\($0.value)" }
  }

  @Test(arguments: [
    ("---\ntitle: A \"b\"\ndate: 2026-11-24 # today\n---\nx", ["title=A \"b\"", "date=2026-11-24"]),
    (
      "---\n# comment\n\"a key\": 'it''s'\nempty:\nurl: http://x/#y\n...\n",
      ["a key=it''s", "url=http://x/#y"]
    ),
    ("---\ntags: [a, \"b\", c]\nlist:\n  - one\n- two\nz: 1\n---", ["tags=a, b, c", "list=one, two", "z=1"]),
    (
      "---\nauthor:\n  name: Ann\n  links:\n    web: x\nage: 3\n---",
      ["author.name=Ann", "author.links.web=x", "age=3"]
    ),
    ("---\ntext: |\n  one\n  two\nnext: >-\n    three\n---", ["text=one two", "next=three"]),
    ("---\nitems:\n  - name: x\n    size: 1\n---", ["items.size=1"]),
    (
      "+++\ntitle = \"T\"\n[params.x]\nn = 3\nlist = ['a', 'b']\n+++\n",
      ["title=T", "params.x.n=3", "params.x.list=a, b"]
    ),
  ])
  func readsFields(text: String, expected: [String]) {
    #expect(fields(text) == expected)
  }

  @Test(arguments: [
    "---\n", "---\ntitle: x\n", "---\n\ntext\n---\n", "--- \ntitle: x\n---", "title: x\n---\n",
    "---\nA sentence.\n---\n",
    "---\n---\n", "---\n# only\n---\n", "+++\nx\n+++",
  ])
  func leavesOtherTextAlone(text: String) {
    #expect(fields(text) == nil)
  }

  @Test func goesIntoTheDocument() throws {
    let text = "---\ntitle: Offer\nlang: de\nprice: 3\n---\n# Other\n\ntext"
    for path in ["a.md", "a.txt"] {
      let document = try makeDocument(path: path, bytes: Array(text.utf8))
      checkCover(document)
      #expect(document.title == "Offer" && document.language == "de")
      #expect(document.metadata.map(\.name) == ["title", "lang", "price"])
      #expect(document.blocks[0].kind == .metadata && document.blocks[1].kind == .heading(level: 1))
      #expect(document.text == Array(text.utf8))
    }
  }

  @Test func endsOnHostileText() throws {
    for unit in ["a:\n", " a:\n  b: 1\n", "- x\n", "a: [", "a: |\n b\n", "a: \"\n"] {
      let text = "---\na: 1\n" + String(repeating: unit, count: 20_000) + "\n---\n"
      checkCover(try makeDocument(path: "a.md", bytes: Array(text.utf8)))
    }
  }
}
