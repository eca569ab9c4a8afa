import Foundation
import JSON
import TestSupport
import Testing

/// JSON Parsing Test Suite by Nicolas Seriot (https://github.com/nst/JSONTestSuite).
@Suite(
  .enabled(if: SharedTestData.url("json-parsing-test-suite") != nil, "skipped: no json-parsing-test-suite"))
struct ParsingSuiteTests {
  @Test func validTextsAreRead() throws {
    let files = try Self.files("test_parsing").filter { $0.lastPathComponent.hasPrefix("y_") }
    #expect(files.count == 95)
    for file in files {
      let document = try #require(try? JSONDocument(Self.bytes(file)), "\(file.lastPathComponent)")
      // What is read is written and read again as the same.
      let value = JSONValue(document.root)
      #expect(try JSONValue(JSONDocument(value.serialized()).root) == value, "\(file.lastPathComponent)")
    }
  }

  @Test func malformedTextsAreRefused() throws {
    let files = try Self.files("test_parsing").filter { $0.lastPathComponent.hasPrefix("n_") }
    #expect(files.count == 188)
    for file in files {
      let bytes = try Self.bytes(file)
      let error = #expect(throws: JSONError.self, "\(file.lastPathComponent)") { try JSONDocument(bytes) }
      #expect((0...bytes.count).contains(error?.offset ?? -1), "\(file.lastPathComponent)")
    }
  }

  enum Choice {
    case read
    case refused(JSONError.Code, offset: Int)
  }

  /// What the standard leaves open, by name.
  static let choices: [String: Choice] = [
    // Numbers are kept as text, so that none is too large, too small or too precise.
    "i_number_double_huge_neg_exp": .read,
    "i_number_huge_exp": .read,
    "i_number_neg_int_huge_exp": .read,
    "i_number_pos_double_huge_exp": .read,
    "i_number_real_neg_overflow": .read,
    "i_number_real_pos_overflow": .read,
    "i_number_real_underflow": .read,
    "i_number_too_big_neg_int": .read,
    "i_number_too_big_pos_int": .read,
    "i_number_very_big_negative_int": .read,
    // Half of a surrogate pair stands for no character: no string could be made of it that is written the same again.
    "i_object_key_lone_2nd_surrogate": .refused(.loneSurrogate, offset: 2),
    "i_string_1st_surrogate_but_2nd_missing": .refused(.loneSurrogate, offset: 2),
    "i_string_1st_valid_surrogate_2nd_invalid": .refused(.loneSurrogate, offset: 2),
    "i_string_incomplete_surrogate_and_escape_valid": .refused(.loneSurrogate, offset: 2),
    "i_string_incomplete_surrogate_pair": .refused(.loneSurrogate, offset: 2),
    "i_string_incomplete_surrogates_escape_valid": .refused(.loneSurrogate, offset: 2),
    "i_string_invalid_lonely_surrogate": .refused(.loneSurrogate, offset: 2),
    "i_string_invalid_surrogate": .refused(.loneSurrogate, offset: 2),
    "i_string_inverted_surrogates_U+1D11E": .refused(.loneSurrogate, offset: 2),
    "i_string_lone_second_surrogate": .refused(.loneSurrogate, offset: 2),
    // RFC 8259, section 8.1: text that goes from system to system is UTF-8. Replacing what is not would change a
    // record behind its owner's back.
    "i_string_UTF-8_invalid_sequence": .refused(.invalidUTF8, offset: 7),
    "i_string_UTF8_surrogate_U+D800": .refused(.invalidUTF8, offset: 2),
    "i_string_invalid_utf-8": .refused(.invalidUTF8, offset: 2),
    "i_string_iso_latin_1": .refused(.invalidUTF8, offset: 2),
    "i_string_lone_utf8_continuation_byte": .refused(.invalidUTF8, offset: 2),
    "i_string_not_in_unicode_range": .refused(.invalidUTF8, offset: 2),
    "i_string_overlong_sequence_2_bytes": .refused(.invalidUTF8, offset: 2),
    "i_string_overlong_sequence_6_bytes": .refused(.invalidUTF8, offset: 2),
    "i_string_overlong_sequence_6_bytes_null": .refused(.invalidUTF8, offset: 2),
    "i_string_truncated-utf-8": .refused(.invalidUTF8, offset: 2),
    "i_string_utf16BE_no_BOM": .refused(.expectedValue, offset: 0),
    "i_string_utf16LE_no_BOM": .refused(.expectedValue, offset: 1),
    // The same section: a mark must not be written and may be ignored. Refused, because a mark in the middle of joined
    // files, which nobody can see, is no JSON to anyone; the message says what it is.
    "i_string_UTF-16LE_with_BOM": .refused(.byteOrderMark, offset: 0),
    "i_structure_UTF-8_BOM_empty_object": .refused(.byteOrderMark, offset: 0),
    // Within the limit of 512.
    "i_structure_500_nested_arrays": .read,
  ]

  @Test func openQuestionsAreDecided() throws {
    let files = try Self.files("test_parsing").filter { $0.lastPathComponent.hasPrefix("i_") }
    #expect(Set(files.map { $0.deletingPathExtension().lastPathComponent }) == Set(Self.choices.keys))
    for file in files {
      let name = file.deletingPathExtension().lastPathComponent
      let choice = try #require(Self.choices[name])
      let bytes = try Self.bytes(file)
      switch choice {
      case .read:
        let document = try #require(try? JSONDocument(bytes), "\(name)")
        guard name.hasPrefix("i_number") else { continue }
        let text = String(decoding: bytes, as: UTF8.self).filter { !"[]\n".contains($0) }
        #expect(document.root[0]?.numberValue?.text == text, "\(name)")
      case .refused(let code, let offset):
        let error = #expect(throws: JSONError.self, "\(name)") { try JSONDocument(bytes) }
        #expect(error?.code == code, "\(name)")
        #expect(error?.offset == offset, "\(name)")
      }
    }
  }

  /// What becomes of texts whose meaning differs from reader to reader.
  @Test func textsAreNotTransformed() throws {
    var seen = 0
    for file in try Self.files("test_transform") {
      let name = file.deletingPathExtension().lastPathComponent
      let bytes = try Self.bytes(file)
      seen += 1
      if name.hasSuffix("invalid_codepoint") || name.hasSuffix("invalid_codepoints") {
        // Neither replaced nor dropped.
        let error = #expect(throws: JSONError.self, "\(name)") { try JSONDocument(bytes) }
        #expect(error?.code == (name.contains("escaped") ? .loneSurrogate : .invalidUTF8), "\(name)")
        #expect(error?.offset == 2, "\(name)")
        continue
      }
      let document = try JSONDocument(bytes)
      let root = document.root
      // Whatever it is, it is written as it was read.
      let compact = bytes.filter { $0 > 0x20 }
      #expect(JSONValue(root).serialized() == compact, "\(name)")
      let number = root[0]?.numberValue
      switch name {
      case "number_-9223372036854775808": #expect(root[0]?.intValue == .min)
      case "number_-9223372036854775809": #expect(number != nil && root[0]?.intValue == nil)
      case "number_1.0": #expect(number == 1 && root[0]?.intValue == 1)
      case "number_1.000000000000000005":
        #expect(try #require(number) > 1)
        #expect(root[0]?.doubleValue == 1 && root[0]?.intValue == nil)
      case "number_1000000000000000": #expect(root[0]?.intValue == 1_000_000_000_000_000)
      case "number_10000000000000000999":
        #expect(number != JSONNumber("10000000000000001000"))
        #expect(root[0]?.intValue == nil)
      case "number_1e-999":
        #expect(try #require(number) > 0)
        #expect(root[0]?.doubleValue == 0)
      case "number_1e6": #expect(root[0]?.intValue == 1_000_000)
      case "number_9223372036854775807": #expect(root[0]?.intValue == .max)
      case "number_9223372036854775808": #expect(root[0]?.intValue == nil)
      case "object_key_nfc_nfd":
        #expect(root["\u{E9}"]?.stringValue == "NFC" && root["e\u{301}"]?.stringValue == "NFD")
      case "object_key_nfd_nfc":
        #expect(root["\u{E9}"]?.stringValue == "NFC" && root["e\u{301}"]?.stringValue == "NFD")
      case "object_same_key_different_values", "object_same_key_same_value", "object_same_key_unclear_values":
        // Both members stay; who asks by name gets the last.
        #expect(root.members.map(\.key) == ["a", "a"])
        #expect(root["a"]?.index == 4)
        let error = #expect(throws: JSONError.self) {
          try JSONDocument(bytes, options: .init(duplicateKeys: .reject))
        }
        #expect(error?.code == .duplicateKey)
      case "string_with_escaped_NULL": #expect(root[0]?.stringValue == "A\u{0}B")
      default: Issue.record("\(name) is new")
      }
    }
    #expect(seen == 22)
  }

  private static func files(_ folder: String) throws -> [URL] {
    let url = try #require(SharedTestData.url("json-parsing-test-suite/\(folder)"))
    return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
  }

  private static func bytes(_ file: URL) throws -> [UInt8] { try [UInt8](Data(contentsOf: file)) }
}
