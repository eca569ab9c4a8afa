import Testing

@testable import ChatCompletions

@Suite struct SecretTests {
  @Test func printsNothingOfItselfHoweverItIsPrinted() throws {
    let secret = try #require(Secret(" sk-very-secret\n", source: "KEY"))
    #expect(secret.value == "sk-very-secret")
    var dumped = ""
    dump(secret, to: &dumped)
    dump([("key", secret)], to: &dumped)
    let texts = [
      "\(secret)", String(describing: secret), String(reflecting: secret), "\([secret])",
      "\(Optional(secret) as Any)",
      dumped,
    ]
    for text in texts {
      #expect(!text.contains("very-secret"))
      #expect(text.contains("<redacted>"))
    }
  }

  @Test(arguments: ["", "  \n", "a b", "a\nb", "schlüssel", "a\u{0}b"])
  func refusesWhatNoHeaderCarries(text: String) {
    #expect(Secret(text, source: "KEY") == nil)
  }

  @Test(arguments: [
    ("key sk-1 and sk-1.", "key <redacted> and <redacted>."), ("sk-1", "<redacted>"), ("sk-", "sk-"),
    ("", ""),
    ("sksk-1sk-", "sk<redacted>sk-"),
  ])
  func isTakenOutOfATextThatRepeatsIt(text: String, redacted: String) throws {
    #expect(try #require(Secret("sk-1", source: "KEY")).redact(text) == redacted)
  }

  @Test(arguments: [
    (#"a/b+c"#, "<redacted>"), (#"a\/b+c"#, "<redacted>"), (#"a\u002Fb\u002bc!"#, "<redacted>!"),
    (#"\u0061/b+c"#, "<redacted>"), (#"a\/b\u00"#, #"a\/b\u00"#), (#"a\\/b+c"#, #"a\\/b+c"#),
    (#"a\"#, #"a\"#),
  ])
  func isTakenOutOfJSONThatEscapesIt(text: String, redacted: String) throws {
    #expect(try #require(Secret("a/b+c", source: "KEY")).redact(text) == redacted)
  }
}
