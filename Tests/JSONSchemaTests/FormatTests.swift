import JSON
import Testing

@testable import JSONSchema

/// The formats that are checked; the official suite has many more cases.
@Suite struct FormatTests {
  @Test(
    arguments: [
      (
        "date", ["2024-02-29", "0001-01-01", "2000-02-29"],
        ["2023-02-29", "1900-02-29", "2024-13-01", "2024-1-01", "2024-01-01 "]
      ),
      (
        "time", ["23:59:60Z", "08:30:06.5-08:00", "00:59:60+01:00"],
        ["23:58:60Z", "08:30:06", "24:00:00Z", "08:30:06.Z", "08:30:06+1:00"]
      ),
      (
        "date-time", ["2024-05-06T12:33:00Z", "2024-05-06t12:33:00.123+02:00"],
        ["2024-05-06", "2024-05-06 12:33:00Z", "2024-05-06T12:33:00", "2024-02-30T12:33:00Z"]
      ),
      (
        "duration", ["P1Y2M3DT4H5M6S", "P2W", "PT1H", "P1M", "PT0S"],
        ["P", "PT", "P1YT", "P1D2W", "P1S", "1Y", "P1Y2D", "PT1H2S", "P1.5D"]
      ),
      (
        "email",
        [
          "a.b+c@example.com", "\\\"a b\\\"@example.org", "x@[127.0.0.1]", "x@[IPv6:::1]",
          "x@localhost",
        ],
        [
          "a", "@a.b", "a@", "a..b@c.d", "a@-b.c", "a@b..c", "a b@c.d", "x@[300.0.0.1]",
          "\\\"a@b.c",
        ]
      ),
      (
        "idn-email", ["δοκιμή@παράδειγμα.δοκιμή", "a@b.c", "\\\"δ δ\\\"@b.c", "δ@[127.0.0.1]"],
        ["δ", "δ@", "δ@-δ", "δ..δ@a", "δ@δ_δ", "δ δ@a", "δ@a."]
      ),
      (
        "hostname",
        [
          "www.example.com", "a", "1.2", "a--b", "ab--cd.example", "xn--bcher-kva.example", "XN--BCHER-KVA",
        ],
        [
          "", ".", "a.", "a..b", "-a", "a-", "a_b", "é.com", "xn--", "xn--x", "xn--bcher-kvb", "a b", "a/b",
          "xn--4dbc5h.0a", "fn--4gbwdl.xn--wgbh1c",
        ]
      ),
      ("idn-hostname", ["bücher.example", "www.example.com"], ["bücher..example", "a_b", ""]),
      (
        "iri", ["https://bücher.example/größe?ü#ü", "urn:ü", "http://ü@[::1]/", "http://a?\\uE000"],
        ["größe", "http://a/\\uE000", "http://ü ü", "http://a/\\uFDD0", "http://a?a#\\uE000"]
      ),
      ("iri-reference", ["größe", "//ü/ü", "#ü", ""], ["ü^", "ü:ü", "/a/\\uFFFE"]),
      (
        "uri-template", ["/a/{b}", "{+a,b*}{?c:3}", "ü{%41}", "{a.b_c}", "", "{=a}"],
        ["{", "}", "{}", "{a", "{a:}", "{a:b}", "{a b}", "{a.}", "{a:12345}", "{-a}", "a|b", "%4", "{%4}"]
      ),
      (
        "ipv4", ["0.0.0.0", "255.1.2.3"],
        ["256.0.0.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 "]
      ),
      (
        "ipv6",
        [
          "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2::7:8", "::ffff:1.2.3.4",
          "1:2:3:4:5:6:1.2.3.4",
        ],
        [
          "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1", "1:", "::12345", "::1%eth0",
          "1:2:3:4:5:6:7::8",
        ]
      ),
      (
        "uri",
        [
          "https://user@example.com:80/a%20b?c=/d?#e", "urn:x:y", "mailto:a@b.c", "http://[::1]:8/",
          "x:",
        ],
        [
          "/a", "example.com", "http://a b", "http://a/%zz", "http://[::1", "http://a:b/", "1a:b",
          "http://a/#b#c", "http://é/",
        ]
      ),
      (
        "uri-reference", ["", "/a", "a/b:c", "?x", "#f", "//h/p", "http://a"],
        ["a^b", "1a:b", "\\\\\\\\x"]
      ),
      (
        "uuid", ["2eb8aa08-AA98-11ea-b4aa-73b441d16380"],
        ["2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g", ""]
      ),
      ("json-pointer", ["", "/", "/a~1b/~0"], ["a", "#/a", "/~", "/~2"]),
      ("relative-json-pointer", ["0", "1/a", "12#"], ["", "/a", "01", "1#a", "-1"]),
      ("regex", ["^a+$", "(?<=a*)b"], ["(", "(?i)a", "\\\\Z"]),
    ])
  func accepts(format: String, valid: [String], invalid: [String]) throws {
    let schema = try JSONSchema(JSONDocument("{\"format\":\"\(format)\"}"))
    for text in valid { #expect(try schema.isValid(JSONDocument("\"\(text)\"")), "\(text)") }
    for text in invalid { #expect(try !schema.isValid(JSONDocument("\"\(text)\"")), "\(text)") }
    #expect(try schema.isValid(JSONDocument("1")))
    let message = try schema.errors(in: JSONDocument("\"\(invalid[0])\"")).first?.message
    #expect(message?.contains("is not a") == true)
  }

  @Test(arguments: [
    ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
    ("+/+/", nil),
  ])
  func base64(text: String, decoded: String?) {
    let bytes = decodedBase64(text.utf8.span)
    #expect(bytes == (decoded.map { Array($0.utf8) } ?? [0xFB, 0xFF, 0xBF]))
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "====", "=", "Z===", "Zm9v=", "Zm=v", "Zm9v\n", "Zm9-", "Zé==", "Zg==Zg==",
  ])
  func noBase64(text: String) {
    let bytes = decodedBase64(text.utf8.span)
    #expect(bytes == nil)
  }

  @Test func jsonText() {
    for text in ["1", " {\"a\": [null]} ", "\"é\""] { #expect(holds(isJSONText, text)) }
    for text in ["", "{:}", "1 2", "'a'", "\u{FEFF}1"] { #expect(!holds(isJSONText, text)) }
  }

  private func holds(_ check: (Span<UInt8>) -> Bool, _ text: String) -> Bool { check(text.utf8.span) }
}
