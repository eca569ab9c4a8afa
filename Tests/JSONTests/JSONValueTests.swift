import JSON
import Testing

@Suite struct JSONValueTests {
  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("0", "-0"), ("0", "0e99"), ("0.05", "5e-2"), ("100", "1E+2"),
    ("12.50", "12.5"),
    ("123456789012345678901234567890", "1234567890123456789012345678.90e2"), ("1e400", "10e399"),
    ("-1.5", "-15e-1"), ("1001.0010", "1001001e-3"),
  ])
  func equalNumbers(a: String, b: String) throws {
    let (a, b) = (try #require(JSONNumber(a)), try #require(JSONNumber(b)))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    #expect(!(a < b) && !(b < a))
  }

  @Test(arguments: [
    ("1", "2"), ("-2", "-1"), ("-1", "0"), ("0", "1e-400"), ("9", "10"),
    ("123456789012345678901234567890", "123456789012345678901234567891"),
    ("1.5", "1.50000000000000000001"), ("-1e400", "1e-400"), ("0.9", "1"), ("12", "12.5"), ("99e5", "1e7"),
  ])
  func orderedNumbers(a: String, b: String) throws {
    let (a, b) = (try #require(JSONNumber(a)), try #require(JSONNumber(b)))
    #expect(a < b)
    #expect(!(b < a))
    #expect(a != b)
  }

  @Test func intValues() {
    for (text, value) in [
      ("7", 7), ("7.0", 7), ("70e-1", 7), ("-3e2", -300), ("9223372036854775807", .max),
      ("-9223372036854775808", .min), ("0.0", 0),
    ] as [(String, Int)] {
      #expect(JSONNumber(text)?.intValue == value, "\(text)")
    }
    for text in ["7.5", "9223372036854775808", "1e19", "1e400", "1e99999999999999999999"] {
      #expect(JSONNumber(text)?.intValue == nil, "\(text)")
    }
    for text in ["", "01", "1.", ".5", "+1", "1e", "NaN", "0x1", "1 "] {
      #expect(JSONNumber(text) == nil, "\(text)")
    }
  }

  @Test func writingKeepsOrderAndText() throws {
    let text = #"{"z":1.50,"a":[true,null,"é\"\\\n\u0001"],"big":123456789012345678901234567890}"#
    let value = JSONValue(try JSONDocument(text).root)
    #expect(String(decoding: value.serialized(), as: UTF8.self) == text)
    #expect(value == JSONValue(try JSONDocument(value.serialized()).root))
  }

  @Test func objectsCompareWithoutOrder() {
    #expect(["a": 1, "b": 2] as JSONValue == ["b": 2.0, "a": 1])
    #expect(["a": 1] as JSONValue != ["a": 1, "b": 2])
    var value: JSONValue = ["a": 1]
    value["b"] = "x"
    value["a"] = nil
    #expect(value == ["b": "x"])
  }

  /// Unicode's canonical equivalence is not JSON's equality.
  @Test func stringsAndKeysAreComparedByteByByte() throws {
    #expect(JSONValue.string("\u{e9}") != .string("e\u{301}"))
    let document = try JSONDocument("{\"\u{e9}\":1,\"e\u{301}\":2}")
    let value = JSONValue(document.root)
    #expect(value["e\u{301}"] == 2)
    #expect(value["\u{e9}"] == 1)
    let other = JSONValue(try JSONDocument("{\"e\u{301}\":1}").root)
    #expect(value.objectValue?.members.first != other.objectValue?.members.first)
    let twice = JSONValue(try JSONDocument(#"{"k":1,"k":2}"#).root)
    #expect((twice == ["k": 2, "j": 1]) == (["k": 2, "j": 1] == twice))
  }

  /// Records with the same keys don't all hash alike.
  @Test(.timeLimit(.minutes(1)))
  func recordsAreToldApartByHash() {
    let records = (0..<20_000).map { JSONValue.object(["id": JSONValue(integerLiteral: $0), "name": "n"]) }
    #expect(Set(records + records).count == 20_000)
  }

  @Test func pointers() throws {
    let root = try JSONDocument(#"{"a/b":[{"m~n":1},2],"":{"":3}}"#).root
    #expect(JSONPointer(parsing: "/a~1b/0/m~0n")?.resolve(in: root)?.intValue == 1)
    #expect(JSONPointer(parsing: "/a~1b/1")?.resolve(in: root)?.intValue == 2)
    #expect(JSONPointer(parsing: "//")?.resolve(in: root)?.intValue == 3)
    #expect(JSONPointer(parsing: "")?.resolve(in: root)?.kind == .object)
    #expect(JSONPointer(parsing: "/a~1b/01")?.resolve(in: root) == nil)
    #expect(JSONPointer(parsing: "/a~1b/2")?.resolve(in: root) == nil)
    #expect(JSONPointer(parsing: "a") == nil)
    #expect(JSONPointer(parsing: "/~2") == nil)
    #expect(JSONPointer(["a/b", "m~n"]).description == "/a~1b/m~0n")
  }

  @Test func elementsAreFoundByTheirNode() throws {
    let document = try JSONDocument(#"{"a":[1,"x"]}"#)
    let element = try #require(document.root["a"]?[1])
    #expect(document.element(at: element.index).stringValue == "x")
  }
}
