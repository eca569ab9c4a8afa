import JSON
import Testing

@testable import JSONSchema

/// The quick ways to check a value agree with the plain ones.
@Suite struct QuickCheckTests {
  @Test func doublesOfShortNumbers() throws {
    var texts = [
      "0", "-0", "-0.0", "1e5", "1.5e3", "-2.5E-1", "0.1", "999999999999999", "9007199254740993",
      "123456789012345678901",
    ]
    for whole in ["0", "7", "42", "1234567", "12345678", "123456789", "99999999999999"] {
      texts += [whole, "-\(whole)"]
      for fraction in ["0", "5", "05", "25", "1234567", "12345678", "123456789012345"] {
        texts += ["\(whole).\(fraction)", "-\(whole).\(fraction)"]
      }
    }
    var quick = 0
    for text in texts {
      for padding in [0, 1, 5, 7, 8, 9] {
        // At the very start and end of a text, and further inside.
        for document in [text, "[\(String(repeating: " ", count: padding))\(text)]", "[\(text)         ,1]"] {
          let document = try JSONDocument(document)
          let node = try #require(document.nodes.first { $0.kind == .number })
          let value = quickDouble(node, document.bytes.span)
          if value.isNaN { continue }
          quick += 1
          #expect(value.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
      }
    }
    #expect(quick > 1000)
  }

  @Test(arguments: [
    "^INV-[0-9]{6}$", "^[A-Z]{2}[0-9]{8,12}$", "^[a-z]{0,3}$", "^[A-Z]{3}-[0-9]{4}$", "^\\d{16}$",
    "^x[!-~]{7,8}$", "^$", "^a?$",
  ])
  func rangesOfBytes(source: String) throws {
    let pattern = try Pattern(source)
    let ranges = try #require(pattern.byteRanges)
    var texts = [
      "", "a", "INV-123456", "AB12345678", "AB123456789012", "abc", "ABC-1234", "1234567890123456",
      "x!~a0Z9|", "x!~a0Z9|~",
    ]
    for text in texts {
      for position in text.indices {
        for change in [
          "/", "0", "9", ":", "@", "A", "Z", "[", "`", "a", "z", "{", "~", "\u{7F}", "é", "\u{0}", " ", "",
        ] {
          texts.append(text.replacingCharacters(at: position, with: change))
        }
      }
      texts.append(text + "0")
    }
    var found = 0
    for text in texts {
      for rest in ["", "\",\"more\""] {
        let bytes = Array("[\"\(text)\(rest)".utf8)
        let isMatch = ranges.matches(bytes.span, 2, 2 + text.utf8.count)
        let expected = pattern.search(Array(text.utf8).span) == .found
        #expect(isMatch == expected, "\(text)")
        if expected { found += 1 }
      }
    }
    #expect(found > 0)
  }

  @Test(arguments: ["^[a-z]*$", "^[a-z]{17}$", "^[A-Z]{1,2}[0-9]$", "^[A-Za-z]$", "abc", "^a|b$"])
  func rangesOfBytesAreNotForAll(source: String) throws {
    #expect(try Pattern(source).byteRanges == nil)
  }

  @Test func boundsIncludeWhatTheySay() throws {
    let schema = try JSONSchema(
      JSONDocument(
        #"{"minimum": 0, "maximum": 0.3, "properties": {"x": {"exclusiveMinimum": 0, "exclusiveMaximum": 1e1}}}"#
      ))
    for (text, isValid) in [
      ("0", true), ("-0", true), ("0.0", true), ("0.3", true), ("0.30000000000000001", false), ("0.30", true),
      ("-1e-400", false),
      ("0.3000000000000001", false), (#"{"x":0}"#, false), (#"{"x":1e-400}"#, true), (#"{"x":10}"#, false),
      (#"{"x":9.99999999999999}"#, true),
      (#"{"x":9.9999999999999999999}"#, true), (#"{"x":10.0000000000000000001}"#, false),
    ] {
      #expect(try schema.isValid(JSONDocument(text)) == isValid, "\(text)")
    }
  }

  @Test(arguments: [1, 8, 9, 20])
  func stringsOfAnEnum(count: Int) throws {
    let names = (0..<count).map { "\"name\($0)\"" }
    let schema = try JSONSchema(JSONDocument(#"{"enum": [\#(names.joined(separator: ","))]}"#))
    for name in names + [#""n\u0061me0""#] { #expect(try schema.isValid(JSONDocument(name))) }
    for other in ["\"name\"", "\"name\(count)\"", "\"\"", "0", "[]"] {
      #expect(try !schema.isValid(JSONDocument(other)))
    }
  }
}

extension String {
  fileprivate func replacingCharacters(at index: Index, with text: String) -> String {
    String(self[..<index]) + text + String(self[self.index(after: index)...])
  }
}
