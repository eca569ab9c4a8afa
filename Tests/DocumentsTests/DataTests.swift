import Testing

@testable import Documents

@Suite struct DataTests {
  private func document(_ text: String, _ path: String, options: ReadingOptions = .default) throws -> Document
  {
    let document = try makeDocument(path: path, bytes: Array(text.utf8), options: options)
    checkCover(document)
    return document
  }

  private func text(_ document: Document) -> String { String(decoding: document.text, as: UTF8.self) }

  @Test func keepsJSONAsWritten() throws {
    let json = "{\n  \"a\": [1, 2],\n  \"b\": \"x, {y\"\n}\n"
    let document = try document(json, "a.json")
    #expect(text(document) == json)
    #expect(document.blocks.map(\.range) == [0..<(json.utf8.count - 1)])
  }

  @Test func splitsLargeElementsOnly() throws {
    let item = #"{"name":"\#(String(repeating: "x", count: 300))","tags":["a","b"]}"#
    let json = #"{"count":40,"items":["# + Array(repeating: item, count: 40).joined(separator: ",") + "]}"
    let blocks = try document(json, "a.json").blocks
    let document = try document(json, "a.json")
    #expect(blocks.count >= 40)
    let whole = blocks.count { String(decoding: document.text[$0.range], as: UTF8.self) == item + "," }
    #expect(whole >= 38)
  }

  @Test func makesABlockOfEveryLine() throws {
    let document = try document("{\"a\":1}\n\n{\"a\":[\n{\"b\"\n", "a.jsonl")
    #expect(
      document.blocks.map { describe($0, in: document) } == [
        "code:{\"a\":1}", "code:{\"a\":[", "code:{\"b\"",
      ])
  }

  @Test(arguments: [
    ("<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"y>\">]>\n<a>1</a>", "<a>1</a>"),
    ("<a b=\"&lt;&#228;\">R&amp;D &x; &#x200B;&#8226;</a>", "<a b=\"<ä\">R&D &x; •</a>"),
    ("<a><![CDATA[<b>1 & 2]]></a>", "<a><b>1 & 2</a>"),
    ("<a><?php x ?>1<!-- secret -->2</a>", "<a>12</a>"),
    ("<a>1<!-- never closed</a>", "<a>1<!-- never closed</a>"),
    ("<a>1 < 2</a><", "<a>1 < 2</a><"),
  ])
  func readsXML(xml: String, expected: String) throws {
    #expect(text(try document(xml, "a.xml")) == expected)
  }

  @Test func countsXMLComments() throws {
    let xml = "<a><!--one--><!--three--></a>"
    #expect(try document(xml, "a.xml").dropped == [DroppedText(reason: .comment, count: 2, byteCount: 8)])
    var options = ReadingOptions.default
    options.keepsHidden = true
    #expect(text(try document(xml, "a.xml", options: options)) == xml)
  }

  @Test func keepsXMLElementsWhole() throws {
    let item = "<item><name>\(String(repeating: "x", count: 300))</name><size/></item>"
    let xml = "<list>\n" + String(repeating: item + "\n", count: 40) + "</list>"
    let document = try document(xml, "a.xml")
    #expect(document.blocks.count >= 40)
    #expect(document.blocks.count { document.text[$0.range].elementsEqual(item.utf8) } >= 38)
  }

  @Test func honoursTheDeclaredEncoding() throws {
    let xml =
      Array("<?xml version='1.0' encoding='windows-1251'?><a>".utf8) + [0xCF, 0xF0] + Array("</a>".utf8)
    let document = try makeDocument(path: "a.xml", bytes: xml)
    #expect(text(document) == "<a>Пр</a>")
  }

  @Test(arguments: [
    ("a.json", "", "["), ("a.json", "", "]"), ("a.json", "[", "1,"), ("a.json", "", "\""),
    ("a.json", "", "{\"a\":[1,"),
    ("a.jsonl", "", "\"\\\n"), ("a.xml", "", "<a>"), ("a.xml", "", "<!--"), ("a.xml", "", "<![CDATA["),
    ("a.xml", "", "<"), ("a.xml", "<a>", "&amp"), ("a.xml", "", "<!DOCTYPE ["), ("a.xml", "<a>", "<b/>"),
  ])
  func readsHostileData(path: String, start: String, unit: String) throws {
    _ = try document(start + String(repeating: unit, count: 30_000), path)
  }
}
