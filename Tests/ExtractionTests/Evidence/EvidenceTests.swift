import Extraction
import JSON
import Testing

/// The members that evidence adds to an output line, with the text at each place for the reader: `/total=12,50`; ungrounded pointers
/// stand after a `!`.
private func found(_ record: String, in text: String, part: Range<Int>? = nil, exempt: [String] = []) throws
  -> String
{
  let bytes = Array(text.utf8)
  var finder = EvidenceFinder(bytes)
  let evidence = try finder.evidence(for: JSONDocument(record).root, in: part) { exempt.contains($0) }
  let places = evidence.places.map { place in
    place.pointer + "="
      + place.ranges.map { String(decoding: bytes[$0], as: UTF8.self) }.joined(separator: "|")
  }
  return (places + evidence.ungrounded.map { "!" + $0 }).joined(separator: " ")
}

@Suite struct EvidenceTests {
  @Test(arguments: [
    // Exact, all places, at word boundaries.
    (#""Acme""#, "Acme sells. Buy Acme! Acmeology", "=Acme|Acme"),
    (#""kg""#, "500kg of kgs", "=kg"),
    (#""12""#, "INV12, 212, 12.", "=12"),
    (#""Rhône""#, "Côtes du Rhône, Rhônes", "=Rhône"),
    (#""Rhon""#, "Rhonë", "!"),
    (#""e""#, "e\u{301} e", "=e"),
    (#""東京""#, "株式会社東京商事", "=東京"),
    (#""İstanbul, \"city\"\n""#, "to İstanbul, \"city\" it goes", "=İstanbul, \"city\""),
    (#""--""#, "a -- b", "=--"),
    // Other white space.
    (
      #""12 Main Street""#, "at 12  Main\nStreet, 12\u{A0}Main Street",
      "=12  Main\nStreet|12\u{A0}Main Street"
    ),
    (#""Main Street 1""#, "Main Street 12, Main Street  1", "=Main Street  1"),
    // Other letter case.
    (#""ACME GmbH & Co""#, "acme GMBH & CO.", "=acme GMBH & CO"),
    (#""Ärzte ΑΘΗΝΑ Ёлка""#, "ärzte  αθηνα ёлка", "=ärzte  αθηνα ёлка"),
    // Exact wins over other forms.
    (#""Total""#, "TOTAL total Total", "=Total"),
    (#""nowhere""#, "now here", "!"),
    (#""longer than the text""#, "short", "!"),
    (#""1234.50""#, "Total 1.234,50 €", "=1.234,50"),
    // Neither found nor missed.
    ("null", "null", ""), ("true", "false", ""), (#""""#, "text", ""), (#"" \t""#, "text", ""),
    ("[]", "text", ""), (#""x""#, "", "!"),
  ]) func strings(value: String, text: String, expected: String) throws {
    #expect(try found(value, in: text) == expected)
  }

  @Test(arguments: [
    "1,234.50", "1.234,50", "1 234,50", "1\u{A0}234,50", "1\u{202F}234.5", "1'234.50", "1’234.50", "1234.5",
    "1234,50", "1234.500",
  ]) func groupedNumbers(written: String) throws {
    for (before, after) in [
      ("", ""), ("€", ""), ("EUR", " EUR"), ("(", ")"), ("-", "."), ("Total: ", ", paid"), ("x=", "kg"),
    ] {
      #expect(try found(#"{"n":1234.5}"#, in: before + written + after) == "/n=\(written)")
    }
  }

  @Test(arguments: [
    ("1234", "1,234 or 1.234", "=1,234|1.234"),
    ("1.234", "1,234 or 1.234", "=1,234|1.234"),
    ("1234567", "1,234,567 1.234.567 1 234 567", "=1,234,567|1.234.567|1 234 567"),
    ("1234567", "12,34,567", "=12,34,567"),
    ("1234567.89", "1,234,567.89 and 12,34,567.89", "=1,234,567.89|12,34,567.89"),
    ("0.5", "0.50, 0,5 and 50%", "=0.50|0,5|50"),
    ("19", "19%", "=19"), ("0.19", "19 % VAT", "=19"), ("0.077", "7,7%", "=7,7"),
    ("5", "-5 (5) 5-10 15 5.5 1.5", "=5|5|5"),
    ("-5", "5", "=5"), ("0", "0 and 0.00", "=0|0.00"), ("500", "0,500", "!"), ("0.5", "0,500", "=0,500"),
    ("1e3", "1000 and 1,000.0", "=1000|1,000.0"), ("1.0", "1", "=1"),
    ("2024", "05.03.2024", "=2024"), ("3", "1.2.3", "=3"),
    // Two numbers beside each other are also two.
    ("1", "1 500 g", "=1"), ("500", "1 500 g", "=500"), ("1500", "1 500 g", "=1 500"), ("15", "1 5", "!"),
    ("12", "INV12 A_12 12th", "=12"), ("100", "USD100 Fr100 X100", "=100|100"),
    ("12345678901234567890123", "No. 12345678901234567890123", "=12345678901234567890123"),
    ("9", "1 2 3", "!"),
  ]) func numbers(value: String, text: String, expected: String) throws {
    #expect(try found(value, in: text) == expected)
  }

  @Test(arguments: [
    "2024-03-05", "2024/03/05", "2024.3.5", "5 March 2024", "05 March 2024", "5th of March 2024",
    "March 5, 2024", "March 5th, 2024",
    "Mar. 5 2024", "MARCH 5, 2024", "05.03.2024", "5.3.2024", "05. 03. 2024", "5/3/2024", "3/5/2024",
    "05-03-2024", "05.03.24", "3/5/24",
    "5. März 2024", "5. MÄRZ 2024", "5 mars 2024", "5 de marzo de 2024", "5\u{A0}mars\u{A0}2024",
  ]) func dates(written: String) throws {
    for text in [written, "Date: \(written).", "on \(written), we", "(\(written))"] {
      #expect(try found(#"{"d":"2024-03-05"}"#, in: text) == "/d=\(written)")
    }
    #expect(try found(#"{"d":"2024-03-05T10:00:00Z"}"#, in: "(\(written))") == "/d=\(written)")
  }

  @Test(arguments: [
    ("2024-01-01", "1er janvier 2024", "=1er janvier 2024"),
    (
      "2024-08-01", "1. August 2024; 1 août 2024; 1 de agosto de 2024",
      "=1. August 2024|1 août 2024|1 de agosto de 2024"
    ),
    ("2024-12-31", "31.12.2024 31/12/24 12/31/2024", "=31.12.2024|31/12/24|12/31/2024"),
    ("1999-10-02", "2.10.99", "=2.10.99"),
    ("2024-03-05", "5 April 2024, 6 March 2024, March 2024, 5.3.2023, 15.3.2024", "!"),
    ("2024-03-05", "version 1.5.3.2024 of 20240305", "=5.3.2024"),
    ("2024-13-05", "2024/13/05", "!"),
    ("2024-03-05", "5/3-2024 5 3 2024", "!"),
  ]) func otherDates(day: String, text: String, expected: String) throws {
    #expect(try found("\"\(day)\"", in: text) == expected)
  }

  @Test func pointersFollowTheRecord() throws {
    let record = #"{"a/b":"x1","list":[{"q":2,"~":"lost"},"x3"],"none":null}"#
    #expect(try found(record, in: "x1 2 x3") == "/a~1b=x1 /list/0/q=2 /list/1=x3 !/list/0/~0")
  }

  @Test func anExemptValueIsSoughtButNotMissed() throws {
    let record = #"{"mood":"happy","kind":"offer","name":"gone"}"#
    #expect(try found(record, in: "An offer", exempt: ["/mood", "/kind"]) == "/kind=offer !/name")
  }

  @Test func keepsTheFirstEightPlaces() throws {
    let text = String(repeating: "ab 7 ", count: 20)
    let bytes = Array(text.utf8)
    var finder = EvidenceFinder(bytes)
    let evidence = try finder.evidence(for: JSONDocument(#"["ab",7,"a B"]"#).root)
    #expect(evidence.places.map(\.ranges.count) == [8, 8])
    #expect(evidence.places[0].ranges == (0..<8).map { $0 * 5..<$0 * 5 + 2 })
    #expect(evidence.places[1].ranges == (0..<8).map { $0 * 5 + 3..<$0 * 5 + 4 })
    #expect(evidence.ungrounded == ["/2"])
  }

  /// What stands in the record's own chunk is taken there; what doesn't is taken elsewhere (a heading above, a table's head).
  @Test func prefersThePart() throws {
    let text = "Price 5 in EUR. 2024-03-05 Second: price 5 and Acme, 5 March 2024"
    let part = 27..<text.utf8.count
    let bytes = Array(text.utf8)
    var finder = EvidenceFinder(bytes)
    let evidence = try finder.evidence(for: JSONDocument(#"[5,"EUR","Acme","2024-03-05"]"#).root, in: part)
    #expect(evidence.places.map(\.ranges) == [[41..<42, 53..<54], [11..<14], [47..<51], [53..<65]])
  }

  @Test func writesTheMembersOfAnOutputLine() throws {
    var finder = EvidenceFinder(Array("No 7 of 7".utf8))
    var line: [UInt8] = []
    try finder.evidence(for: JSONDocument(#"{"n":7,"a\"b":"x","of":"of"}"#).root).appendMembers(to: &line)
    #expect(
      String(decoding: line, as: UTF8.self)
        == #","evidence":{"/n":[[3,4],[8,9]],"/of":[[5,7]]},"ungrounded":["/a\"b"]"#)
    line = []
    try finder.evidence(for: JSONDocument("{}").root).appendMembers(to: &line)
    #expect(line.isEmpty)
    try finder.evidence(for: JSONDocument("[8]").root).appendMembers(to: &line)
    #expect(String(decoding: line, as: UTF8.self) == #","ungrounded":["/0"]"#)
  }

  /// Every place where a string stands is found, wherever it falls in the sixteen bytes that are looked at together.
  @Test func findsAtEveryOffset() throws {
    for length in 1...40 {
      let word = String(repeating: "w", count: length)
      for padding in 0...35 {
        let text = String(repeating: "-", count: padding) + word + String(repeating: "-", count: 35 - padding)
        var finder = EvidenceFinder(Array(text.utf8))
        let places = try finder.evidence(for: JSONDocument("\"\(word)\"").root).places
        #expect(places.first?.ranges == [padding..<padding + length])
      }
    }
  }

  /// Texts made to be slow: the search gives up instead of becoming quadratic.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (String(repeating: "a", count: 300_000), String(repeating: "a", count: 20_000) + "b"),
      (String(repeating: "a", count: 300_000), "b" + String(repeating: "a", count: 20_000)),
      (String(repeating: "a", count: 300_000), String(repeating: "a", count: 20_000)),
      (String(repeating: "ab ", count: 100_000), String(repeating: "ab ", count: 5_000) + "c"),
      (String(repeating: "ab ", count: 100_000), "c" + String(repeating: " ab", count: 5_000)),
      (String(repeating: "ab" + String(repeating: " ", count: 3_000), count: 100), "ab c"),
      (String(repeating: "1,", count: 150_000), "2"),
      (String(repeating: "123 ", count: 75_000), "9"),
      (String(repeating: "1 ", count: 150_000) + "2024", "2024-03-05"),
      (String(repeating: "de ", count: 90_000) + "2024", "2024-03-05"),
    ]) func hostileText(text: String, value: String) throws
  {
    let number = Int(value).map { ",\($0)" } ?? ""
    let result = try found("[\"\(value)\"\(number)]", in: text)
    #expect(result.hasPrefix("!"))
  }

  /// Bytes that are no UTF-8 are searched like any others.
  @Test func brokenUTF8() throws {
    for text: [UInt8] in [
      [0xC3], [0x80, 0x35], [0xE2, 0x80], [0x35, 0xE2, 0x80], [0xC2], [0x78, 0xC2], [0xA0, 0x78],
    ] {
      var finder = EvidenceFinder(text)
      let evidence = try finder.evidence(for: JSONDocument(#"["x",5,"2024-03-05","a x"]"#).root)
      #expect(evidence.places.count + evidence.ungrounded.count == 4)
    }
  }
}
