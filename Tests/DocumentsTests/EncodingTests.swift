import Testing

@testable import Documents

@Suite struct EncodingTests {
  private func text(_ path: String, _ bytes: [UInt8]) throws -> String {
    String(decoding: try makeDocument(path: path, bytes: bytes).text, as: UTF8.self)
  }

  private func page(_ head: String, _ body: [UInt8]) -> [UInt8] {
    Array("<html><head>\(head)</head><body><p>".utf8) + body + Array("</p></body></html>".utf8)
  }

  private static let casesReadsText: [([UInt8], String)] = [
    ([0xEF, 0xBB, 0xBF] + Array("é".utf8), "é"),
    (Array("é".utf8), "é"),
    ([0xFF, 0xFE, 0xE9, 0x00, 0x0A, 0x00], "é\n"),
    ([0xFE, 0xFF, 0x00, 0xE9, 0x30, 0x42], "éあ"),
    ([0x61, 0x00, 0x62, 0x00, 0x3D, 0xD8, 0x01, 0xDE, 0x63, 0x00], "ab\u{1F601}c"),
    ([0x00, 0x61, 0x00, 0x62], "ab"),
    ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x62, 0x00], "a\u{FFFD}b"),
    ([0xFF, 0xFE, 0x61, 0x00, 0x62], "a\u{FFFD}"),
    ([0x80, 0x20, 0x93, 0x78, 0x94, 0xE9], "€ “x”é"),
    // One broken byte among good ones, and a cut at the end, are still UTF-8.
    (Array("ééé".utf8) + [0xFF] + Array("é".utf8), "ééé\u{FFFD}é"),
    (Array("été 日本".utf8).dropLast(), "été 日\u{FFFD}"),
  ]

  @Test(arguments: casesReadsText)
  func readsText(bytes: [UInt8], expected: String) throws {
    #expect(try text("a.txt", bytes) == expected)
  }

  private static let casesReadsWhatAPageDeclares: [(String, [UInt8], String)] = [
    ("<meta charset=utf-8>", Array("né".utf8), "né"),
    ("<meta charset='ISO-8859-1'>", [0x80, 0xE9], "€é"),
    (
      "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset = \"shift_jis\"'>",
      [0x93, 0xFA, 0x96, 0x7B, 0x87, 0x40], "日本①"
    ),
    ("<meta content='text/html;charset=euc-jp' http-equiv=content-type>", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
    ("<meta charset=gb2312>", [0xD6, 0xD0, 0x81], "中\u{FFFD}"),
    ("<meta charset=big5>", [0xA4, 0xA4, 0xA4, 0xE5], "中文"),
    ("<meta charset=euc-kr>", [0xC7, 0xD1, 0xB1, 0xDB], "한글"),
    ("<meta charset=windows-1251>", [0xCF, 0xF0, 0xE8], "При"),
    ("<meta charset=koi8-r>", [0xF0, 0xD2, 0xC9], "При"),
    ("<meta charset=iso-8859-15>", [0xA4], "€"),
    ("<!-- <meta charset=big5> --><meta charset=windows-1250>", [0x8A], "Š"),
    ("<meta charset=utf-16>", Array("né".utf8), "né"),
    ("<meta charset=nonsense>", [0xE9], "é"),
    ("<meta name=x content='charset=big5'>", [0xE9], "é"),
    // The prescan of the HTML standard: the first meta tag that says something, the first attribute of a name.
    ("<meta charset=nonsense><meta charset=windows-1251>", [0xCF], "П"),
    ("<meta charset=windows-1251 charset=big5>", [0xCF], "П"),
    (
      "<meta charset=nonsense content='text/html; charset=windows-1251' http-equiv=content-type>", [0xE9], "é"
    ),
    ("<meta content='charset=windows-1251' charset=windows-1253 http-equiv=x>", [0xE1], "α"),
    ("<meta content='charset=windows-1251'><meta charset=windows-1253>", [0xE1], "α"),
    ("<meta content='charset charset = windows-1251;x' http-equiv='CONTENT-TYPE'>", [0xCF], "П"),
    ("<meta content='text/html; charset=\"windows-1251' http-equiv=content-type>", [0xE9], "é"),
    ("<meta http-equiv=content-type content='text/html; charset=windows-1251; x=y'>", [0xCF], "П"),
    ("<meta/charset=windows-1251 />", [0xCF], "П"), ("<meta\ncharset\n=\n'windows-1251'>", [0xCF], "П"),
    ("<meta charset=\" windows-1251 \">", [0xCF], "П"), ("<metadata charset=windows-1251>", [0xE9], "é"),
    ("</meta charset=windows-1251>", [0xE9], "é"), ("<a b='<meta charset=windows-1251>'>", [0xE9], "é"),
    ("<a b=\"'\"><meta charset=windows-1251>", [0xCF], "П"),
    ("<!--><meta charset=windows-1251>", [0xCF], "П"),
    ("<!-- -- ><meta charset=windows-1251> --><meta charset=windows-1253>", [0xE1], "α"),
    ("<!x '><meta charset=windows-1251>", [0xCF], "П"), ("<?x ><meta charset=windows-1251>", [0xCF], "П"),
    ("</ x><meta charset=windows-1251>", [0xCF], "П"),
    ("<script>'<meta charset=windows-1251>'</script>", [0xCF], "П"),
    ("<meta charset=utf-16be>", Array("né".utf8), "né"), ("<meta charset=x-user-defined>", [0xE9], "é"),
    // Says UTF-8 but is not.
    ("<meta charset=utf-8>", [0x63, 0x61, 0x66, 0xE9], "café"),
    ("<script>\(String(repeating: "x", count: 5000))</script><meta charset=windows-1253>", [0xE1], "α"),
  ]

  @Test(arguments: casesReadsWhatAPageDeclares)
  func readsWhatAPageDeclares(head: String, body: [UInt8], expected: String) throws {
    #expect(try text("a.html", page(head, body)) == expected + "\n")
  }

  @Test func prefersTheMarkToTheDeclaration() throws {
    #expect(try text("a.html", [0xEF, 0xBB, 0xBF] + page("<meta charset=big5>", Array("né".utf8))) == "né\n")
  }

  private static let casesReadsAnXMLDeclaration: [(String, [UInt8], String)] = [
    ("<?xml version='1.0' encoding='windows-1251'?>", [0xCF], "П"),
    ("<?xml version=\"1.0\" encoding = \"windows-1251\" ?>", [0xCF], "П"),
    ("<?xml version='1.0' encoding='utf-16'?>", Array("é".utf8), "é"),
    ("<?xml version='1.0' encoding='windows-1251'?><meta charset=windows-1253>", [0xE1], "α"),
    ("<?xml version='1.0' encoding='windows-1251?>", [0xE9], "é"),
    ("<?xml version='1.0'?><!-- encoding='windows-1251' -->", [0xE9], "é"),
    (" <?xml version='1.0' encoding='windows-1251'?>", [0xE9], "é"),
  ]

  @Test(arguments: casesReadsAnXMLDeclaration)
  func readsAnXMLDeclaration(declaration: String, body: [UInt8], expected: String) throws {
    let bytes = Array("\(declaration)<html><body><p>".utf8) + body + Array("</p></body></html>".utf8)
    #expect(try text("a.xhtml", bytes) == expected + "\n")
  }

  @Test func looks64KilobytesFar() throws {
    for (count, expected) in [(65_000, "П\n"), (65_600, "Ï\n")] {
      let comment = "<!--" + String(repeating: "x", count: count) + "-->"
      #expect(try text("a.html", page(comment + "<meta charset=windows-1251>", [0xCF])) == expected)
    }
    // A tag that the limit cuts says nothing.
    let cut = "<!--" + String(repeating: "x", count: 65_536 - 12 - 7 - 18) + "--><meta charset=koi8-u>"
    #expect(try text("a.html", page(cut, [0xCF])) == "Ï\n")
  }

  @Test func readsAPageInUTF16() throws {
    let bytes = "<!DOCTYPE html><p>né".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try text("a", [0xFF, 0xFE] + bytes) == "né\n")
    #expect(try text("a.html", bytes) == "né\n")
  }

  @Test func fillsTheGapsOfWindows1252WithControls() {
    #expect(
      [0x81, 0x8D, 0x8F, 0x90, 0x9D].map { windows1252Scalar($0).value } == [0x81, 0x8D, 0x8F, 0x90, 0x9D])
    #expect(windows1252Scalar(0x9F) == "Ÿ")
    #expect(windows1252Scalar(0xFF) == "ÿ")
  }

  @Test(
    arguments: ["Счёт на 12 €\nи ещё", "請求書 12\n合計 3\n平成 30 年\n東京 都", "שלום עולם\nמחיר 5"], [false, true])
  func readsUTF16WithoutAMark(text original: String, isBigEndian: Bool) throws {
    let bytes = original.utf16.flatMap {
      isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    #expect(try text("a.txt", bytes) == original)
  }

  private static let casesNamesWhatIsNoText: [([UInt8], String)] = [
    (Array("%PDF-1.7".utf8), "PDF"), (Array("PK\u{3}\u{4}".utf8), "ZIP"), ([0x89, 0x50, 0x4E, 0x47], "PNG"),
    ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"), (Array("GIF89a".utf8), "GIF"),
    (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8".utf8), "WebP"), ([0x1F, 0x8B, 8], "gzip"),
    (Array("GIF89a".utf8) + [0x40, 0x01, 0xF0, 0x00, 0x80, 0x00, 0x00, 0x2C], "GIF"),
    (Array("BZh11AY&SY".utf8), "bzip2"), (Array("BZh81AY&SY".utf8), "bzip2"),
    (Array("BZh91AY&SY".utf8), "bzip2"),
    ([0, 0, 0, 0x1C] + Array("ftypisom".utf8), "MP4"), ([0x49, 0x44, 0x33, 0x04, 0x00], "MP3"),
    (
      Array("notes.txt".utf8) + [UInt8](repeating: 0, count: 91) + Array("0000644\0".utf8)
        + [UInt8](repeating: 0x30, count: 149) + Array("ustar\0".utf8)
        + [UInt8](repeating: 0x61, count: 100_000),
      "tar"
    ),
    ([0x7F, 0x45, 0x4C, 0x46], "ELF"), ([0x61, 0x00, 0x62, 0x01, 0x00, 0x00, 0xFF], "not text"),
  ]

  @Test(arguments: [
    "RIFFRAFF Ltd\nInvoice 12", "BZh9 is a code", "PKW 3", "GIF89a is a format", "ID3 tags", "II* of 3",
    "MM 12", "ftyp",
  ])
  func textThatBeginsLikeABinaryFileIsText(text: String) throws {
    #expect(try makeDocument(path: "x.txt", bytes: Array(text.utf8)).text.starts(with: text.utf8))
  }

  @Test(arguments: casesNamesWhatIsNoText)
  func namesWhatIsNoText(bytes: [UInt8], word: String) {
    #expect { try makeDocument(path: "x.txt", bytes: bytes) } throws: { error in
      let error = error as? DocumentError
      return error?.kind == .binary && error?.message.contains(word) == true
        && error?.message.contains("x.txt") == true
    }
  }

  @Test(arguments: ["", " \n\t\r\n", "\u{FEFF}", "\u{200B}\n"])
  func callsATextWithoutTextEmpty(text: String) {
    for path in ["a.txt", "a.md", "a.html"] {
      #expect { try makeDocument(path: path, bytes: Array(text.utf8)) } throws: {
        ($0 as? DocumentError)?.kind == .empty
      }
    }
  }

  @Test func dropsStrayNULs() throws {
    #expect(try text("a.html", Array("<p>to\0tal 12</p>".utf8)) == "total 12\n")
    #expect(
      try text("a.txt", Array((String(repeating: "word ", count: 50) + "\0end").utf8)).hasSuffix("word end"))
  }
}
