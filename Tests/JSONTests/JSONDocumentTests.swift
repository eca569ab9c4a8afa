import JSON
import Testing

@Suite struct JSONDocumentTests {
  @Test func anAppendedDocumentReadsAsItDidAlone() throws {
    let texts = [
      #" {"a":[1,{"b":"x\n"}],"long name of a key":{}} "#, "17", #"[[],{"\u0061":[2,3]},"é"]"#,
      #"{"a":null}"#,
    ]
    var joined = try JSONDocument(texts[0])
    var roots = [0]
    for text in texts.dropFirst() {
      let root = joined.append(try JSONDocument(text))
      roots.append(try #require(root))
    }
    for (text, root) in zip(texts, roots) {
      let alone = try JSONDocument(text)
      #expect(JSONValue(joined.element(at: root)) == JSONValue(alone.root))
      #expect(Int(joined.nodes[root].next) == root + alone.nodes.count)
      for (node, moved) in zip(alone.nodes, joined.nodes[root...]) {
        #expect(node.kind == moved.kind)
        #expect(node.count == moved.count)
        #expect(alone.bytes[node.rawRange] == joined.bytes[moved.rawRange])
      }
    }
    #expect(joined.nodes.count == roots[3] + 3)
    #expect(joined.element(at: roots[2])[1]?["a"]?[1]?.intValue == 3)
    #expect(joined.root["long name of a key"]?.kind == .object)
    #expect(joined.text(at: roots[3] + 1) == "a")
  }

  @Test func aDocumentCanBeAppendedToItself() throws {
    var document = try JSONDocument(#"{"a":[1]}"#)
    let copy = document
    let roots = [document.append(copy), document.append(document)]
    #expect(roots == [4, 8])
    for root in [0, 4, 8, 12] { #expect(document.element(at: root)["a"]?[0]?.intValue == 1) }
  }
}
