import JSON
import Testing

@testable import sluice

@Suite struct FlatPointerTests {
  static let text = #"""
    {"a":{"b":[10,{"c":null}],"x/y":1,"m~n":2,"":3,"\u0061":"escaped last"},"0":[[1],[2,[3]]],"é":5,"a b":6,"dup":1,"dup":2}
    """#

  @Test(arguments: [
    "", "/a", "/a/b", "/a/b/0", "/a/b/1/c", "/a/b/1/c/d", "/a/b/2", "/a/b/-", "/a/b/01", "/a/b/+1", "/a/x~1y",
    "/a/m~0n",
    "/a/", "/a/a", "/0", "/0/1/1/0", "/0/1/1/1", "/é", "/a b", "/dup", "/missing", "//", "/A",
  ])
  func leadsWhereJSONPointerDoes(pointer: String) throws {
    let document = try JSONDocument(Self.text)
    let parsed = try #require(JSONPointer(parsing: pointer))
    #expect(
      FlatPointer(parsed).resolve(document.bytes.span, document.nodes.span)
        == parsed.resolve(in: document.root)?.index)
  }
}
