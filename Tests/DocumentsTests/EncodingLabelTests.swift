import Testing

@testable import Documents

/// The 228 labels of https://encoding.spec.whatwg.org/#names-and-labels, each with a text in its encoding.
///
/// The bytes were made by Python's codecs, the checksums of whole tables by encoding_rs: neither shares anything with the
/// decoder under test, which takes its tables from the system's iconv.
@Suite struct EncodingLabelTests {
  /// Labels, the bytes of a text, the text.
  private static let labels: [(String, String, String)] = [
    (
      "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8",
      "4772c3b6c39f6520e282ac3120e697a5e69cac20f09f9880", "Größe €1 日本 😀"
    ),
    ("866 cp866 csibm866 ibm866", "96a5ada020fc203520f1a6", "Цена № 5 ёж"),
    (
      "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
      "aff3b3e620e865b974696e6120f5", "Żółć čeština ő"
    ),
    (
      "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
      "e66170656c6f20b16f62bf20f869", "ĉapelo ħobż ĝi"
    ),
    (
      "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
      "f3ba6e69f1b920b320bc", "ķēniņš ŗ ŧ"
    ),
    (
      "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
      "c6d5ddd020f0203520ab", "Цена № 5 Ћ"
    ),
    (
      "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
      "c7e4d3d9d1ac20e3e5bf", "السعر، كم؟"
    ),
    (
      "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek",
      "d4e9ecde20a43520a1fea2", "Τιμή €5 ‘ώ’"
    ),
    (
      "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual",
      "eee7e9f820aaba20f9ece5ed", "מחיר ×÷ שלום"
    ),
    ("csiso88598i iso-8859-8-i logical", "eee7e9f820aaba20f9ece5ed", "מחיר ×÷ שלום"),
    (
      "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6", "def372f0757220bf20ff20bd",
      "Þórður ŋ ĸ ―"
    ),
    ("iso-8859-13 iso8859-13 iso885913", "dee073f820b4eda120a8", "Žąsų “ķ” Ø"),
    ("iso-8859-14 iso8859-14 iso885914", "b8fe20a120f720d0", "ẁŷ Ḃ ṫ Ŵ"),
    (
      "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9", "a43520bd7576726520be20a6",
      "€5 œuvre Ÿ Š"
    ),
    ("iso-8859-16", "707265fe20a43520ba20a5f5b5", "preț €5 ș „ő”"),
    ("cskoi8r koi koi8 koi8-r koi8_r", "e3c5cec120a3d620bfa0", "Цена ёж ©═"),
    ("koi8-ru koi8-u", "e3a6cec120ad20a420a7", "Ціна ґ є ї"),
    ("csmacintosh mac macintosh x-mac-roman", "47729aa76520db3520d2cfd320b020de", "Größe €5 “œ” ∞ ﬁ"),
    (
      "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874", "c3d2a4d22080352093a19420f9",
      "ราคา €5 “ก” ๙"
    ),
    ("cp1250 windows-1250 x-cp1250", "aff3b3e62080352084f594209a", "Żółć €5 „ő” š"),
    ("cp1251 windows-1251 x-cp1251", "d6e5ede020b9203520882084b894", "Цена № 5 € „ё”"),
    (
      "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
      "4772f6df6520803520939c942099", "Größe €5 “œ” ™"
    ),
    ("cp1253 windows-1253 x-cp1253", "d4e9ecde2080352093fe9420a2", "Τιμή €5 “ώ” Ά"),
    (
      "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254",
      "de656b657220803520f020fd2093dd94", "Şeker €5 ğ ı “İ”"
    ),
    ("cp1255 windows-1255 x-cp1255", "eee7e9f820a43520f9d12093d694", "מחיר ₪5 שׁ “ײ”"),
    ("cp1256 windows-1256 x-cp1256", "c7e1d3dad12080352081209020ff", "السعر €5 پ گ ے"),
    ("cp1257 windows-1257 x-cp1257", "dee073f82080352084ed9420fe", "Žąsų €5 „ķ” ž"),
    ("cp1258 windows-1258 x-cp1258", "4769e120fe3520f520fd20eaec20f0", "Giá ₫5 ơ ư ê\u{301} đ"),
    ("x-mac-cyrillic x-mac-ukrainian", "96e5ede020dc203520b620ff20de", "Цена № 5 ґ € ё"),
    (
      "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk",
      "bcdbb8f120a3b1a3b220e9462080", "价格 １２ 镕 €"
    ),
    ("gb18030", "bcdbb8f1209532833720a8a620a2e3", "价格 𠀋 é €"),
    ("big5 big5-hkscs cn-big5 csbig5 x-x-big5", "bbf9aee620a2b1a2b4209def20a4ad", "價格 ２５ 嘅 五"),
    ("cseucpkdfmtjapanese euc-jp x-euc-jp", "b2c1b3ca208eb68ec520fce2208fb0a1", "価格 ｶﾅ 髙 丂"),
    (
      "csiso2022jp iso-2022-jp", "1b24423241334a1b284220313030201b2442242225221b284220656e64", "価格 100 あア end"
    ),
    (
      "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis",
      "89bf8a69208740878a20b6c520eee0208160", "価格 ①㈱ ｶﾅ 髙 ～"
    ),
    (
      "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
      "b0a1b0dd20a3b1a3b220c652208c63", "가격 １２ 힣 똠"
    ),
    (
      "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le",
      "47007200f600df0065002000e5652c6720003dd800de", "Größe 日本 😀"
    ),
    ("unicodefffe utf-16be", "0047007200f600df0065002065e5672c0020d83dde00", "Größe 日本 😀"),
  ]

  @Test(arguments: labels)
  func readsATextOfEachLabel(labels: String, hexadecimal: String, text: String) throws {
    let bytes = try bytes(hexadecimal)
    for label in labels.split(separator: " ") {
      let encoding = try #require(known(" \(label.uppercased())\n"), "\(label)")
      #expect(decode(bytes, as: encoding) == Array(text.utf8), "\(label)")
    }
  }

  @Test(arguments: labels)
  func readsAPageThatDeclaresTheLabel(labels: String, hexadecimal: String, text: String) throws {
    for label in labels.split(separator: " ") {
      // A page whose tags can be read in ASCII is not in UTF-16, whatever it says.
      let isUTF16 = known(label)?.name.hasPrefix("UTF-16") == true
      let body = isUTF16 ? Array(text.utf8) : try bytes(hexadecimal)
      for meta in [
        "<meta charset='\(label)'>", "<meta http-equiv=content-type content='text/html; charset=\(label)'>",
      ] {
        let page = Array("<!doctype html>\(meta)<p>".utf8) + body + Array("</p>".utf8)
        let document = try makeDocument(path: "a.html", bytes: page)
        #expect(String(decoding: document.text, as: UTF8.self) == text + "\n", "\(label)")
      }
    }
  }

  @Test func knowsAllLabels() {
    let labels = EncodingLabelTests.labels.reduce(into: Set<Substring>()) {
      $0.formUnion($1.0.split(separator: " "))
    }
    // Beside them: six that the standard reads as nothing at all, and x-user-defined.
    #expect(labels.count == 221)
    #expect(known("x-user-defined") == .windows1252)
    #expect(known("latin-9000") == nil)
    #expect(known("") == nil)
  }

  @Test(arguments: [
    ("iso-2022-kr", "1b2429430e475131390f20656e64", "한국 end"),
    ("csiso2022kr", "1b2429430e4751315b0f", "한글"),
    ("iso-2022-cn", "1b2429410e56504e440f20656e64", "中文 end"),
  ])
  func readsWhatTheStandardRefuses(label: String, hexadecimal: String, text: String) throws {
    let encoding = try #require(known(label))
    #expect(try decode(bytes(hexadecimal), as: encoding) == Array(text.utf8))
  }

  /// CRC-32 of the UTF-8 of every code: the bytes from 0x80, or the pairs, each followed by a space.
  private static let tables: [(String, UInt32)] = [
    ("ibm866", 0x0CE06F2D), ("iso-8859-2", 0xABD061C3), ("iso-8859-3", 0xCEEB0561),
    ("iso-8859-4", 0x9168B32E), ("iso-8859-5", 0x3BB66F3C), ("iso-8859-6", 0x3B13E4DD),
    ("iso-8859-7", 0x9CEF4FF5), ("iso-8859-8", 0xC35D83B6), ("iso-8859-8-i", 0xC35D83B6),
    ("iso-8859-10", 0xB6A8DCC6), ("iso-8859-13", 0xE7AC080B), ("iso-8859-14", 0xBBB6DAD6),
    ("iso-8859-15", 0xDFA9B34A), ("iso-8859-16", 0x99A22033), ("koi8-r", 0x36A68055),
    ("koi8-u", 0x912A6422), ("macintosh", 0x87819812), ("windows-874", 0x99B28C49),
    ("windows-1250", 0xC074359D), ("windows-1251", 0x9B079C3E), ("windows-1252", 0xDD22F8AB),
    ("windows-1253", 0xEB7D784B), ("windows-1254", 0xB2CDC8D9), ("windows-1255", 0x0C310CA4),
    ("windows-1256", 0xD7096196), ("windows-1257", 0xF3709EE5), ("windows-1258", 0x1DBFB4DA),
    ("x-mac-cyrillic", 0x10B6AE43), ("gbk", 0xEC962BA4), ("gb18030", 0xEC962BA4), ("big5", 0x1373AD69),
    ("euc-jp", 0x8019904A), ("iso-2022-jp", 0xFDB5082D), ("shift_jis", 0xDE437953),
    ("euc-kr", 0x12FCAC1F),
  ]

  @Test(arguments: tables) func readsEveryCode(label: String, expected: UInt32) throws {
    let encoding = try #require(known(label))
    var bytes: [UInt8] = []
    switch encoding {
    case .gb18030, .big5, .eucJP, .shiftJIS, .eucKR:
      for lead in UInt8(0x81)...0xFE {
        // Two rows of GB18030 hold characters that got another place in 2022: systems have the one or the other.
        if encoding == .gb18030, lead == 0xA6 || lead == 0xFE { continue }
        for trail in UInt8(0x30)...0xFE { bytes += [lead, trail, 0x20] }
      }
    case .iso2022JP:
      bytes = Array("\u{1B}$B".utf8)
      for lead in UInt8(0x21)...0x7E {
        for trail in UInt8(0x21)...0x7E { bytes += [lead, trail] }
      }
    default: bytes = Array(0x80...0xFF)
    }
    #expect(checksum(try #require(decode(bytes, as: encoding))) == expected)
  }

  @Test func readsEveryCodeOfThreeAndFourBytes() throws {
    var bytes: [UInt8] = []
    for lead in UInt8(0xA1)...0xFE {
      for trail in UInt8(0xA1)...0xFE { bytes += [0x8F, lead, trail] }
    }
    #expect(checksum(try #require(decode(bytes, as: .eucJP))) == 0xB7D7D182)
    bytes = []
    for pointer in Array(0..<39420) + Array(189_000..<190_024) {
      bytes.append(UInt8(pointer / 12600 + 0x81))
      bytes.append(UInt8(pointer / 1260 % 10 + 0x30))
      bytes.append(UInt8(pointer / 10 % 126 + 0x81))
      bytes.append(UInt8(pointer % 10 + 0x30))
    }
    #expect(checksum(try #require(decode(bytes, as: .gb18030))) == 0x7EAABE54)
  }

  /// The character of the standard, or U+FFFD; what is ASCII behind a broken place is kept.
  @Test(arguments: [
    ("shift_jis", "813c", "\u{FFFD}<"), ("shift_jis", "80a0fdff41", "\u{80}\u{FFFD}\u{FFFD}\u{FFFD}A"),
    ("shift_jis", "82", "\u{FFFD}"), ("shift_jis", "eb9f41", "\u{FFFD}A"), ("shift_jis", "5c7e", "\\~"),
    ("euc-jp", "a422a4a2", "\u{FFFD}\"あ"), ("euc-jp", "8fa13c8ea08eb1", "\u{FFFD}<\u{FFFD}ｱ"),
    ("euc-jp", "8f", "\u{FFFD}"), ("euc-jp", "8fb0", "\u{FFFD}"), ("euc-jp", "fea141", "\u{FFFD}A"),
    ("iso-2022-jp", "1b284a5c7e1b2842 5c", "¥‾\\"), ("iso-2022-jp", "1b2849311b284241", "ｱA"),
    ("iso-2022-jp", "1b24421b284241", "\u{FFFD}A"), ("iso-2022-jp", "1b2442241b284241", "\u{FFFD}A"),
    ("iso-2022-jp", "1b2441410e8e", "\u{FFFD}$AA\u{FFFD}\u{FFFD}"),
    ("iso-2022-jp", "1b24422422ff2422", "あ\u{FFFD}あ"),
    ("big5", "a43ca4a4", "\u{FFFD}<中"), ("big5", "8862886488a388a5", "Ê\u{304}Ê\u{30C}ê\u{304}ê\u{30C}"),
    ("big5", "80ff41", "\u{FFFD}\u{FFFD}A"), ("big5", "c6cfa145", "廴‧"),
    ("euc-kr", "b03cb0a1", "\u{FFFD}<가"), ("euc-kr", "80ffc8", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("euc-kr", "fe41", "\u{FFFD}A"),
    ("gbk", "803cffd6d0", "€<\u{FFFD}中"), ("gbk", "d63c", "\u{FFFD}<"), ("gbk", "a3a0", "\u{3000}"),
    ("gbk", "817f41", "\u{FFFD}\u{7F}A"),
    ("gb18030", "8130813081308141", "\u{80}\u{FFFD}0丄"), ("gb18030", "8130", "\u{FFFD}"),
    ("gb18030", "813081", "\u{FFFD}"),
    ("gb18030", "81303c", "\u{FFFD}0<"), ("gb18030", "8130813c", "\u{FFFD}0\u{FFFD}<"),
    ("gb18030", "8431a437", "\u{FFFD}"),
    ("gb18030", "e3329a35", "\u{10FFFF}"), ("gb18030", "e3329a36", "\u{FFFD}"),
    ("utf-16le", "3dd861003dd8", "\u{FFFD}a\u{FFFD}"), ("utf-16be", "d83dde00d8", "😀\u{FFFD}"),
    ("utf-8", "f09f98c3a9eda080c080", "\u{FFFD}é\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
  ])
  func readsBrokenPlacesAsTheStandardSays(label: String, hexadecimal: String, text: String) throws {
    let encoding = try #require(known(label))
    let result = try #require(try decode(bytes(hexadecimal), as: encoding))
    #expect(
      String(decoding: result, as: UTF8.self).unicodeScalars.elementsEqual(text.unicodeScalars), "\(result)")
  }

  private func known(_ label: some StringProtocol) -> CharacterEncoding? {
    encoding(forLabel: Array(label.utf8)[...])
  }

  private func bytes(_ hexadecimal: String) throws -> [UInt8] {
    let digits = hexadecimal.filter { $0 != " " }
    return try stride(from: 0, to: digits.count, by: 2).map { offset in
      let start = digits.index(digits.startIndex, offsetBy: offset)
      return try #require(UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16))
    }
  }

  /// CRC-32 as in zip and PNG files.
  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    var result: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      result ^= UInt32(byte)
      for _ in 0..<8 { result = result & 1 == 1 ? result >> 1 ^ 0xEDB8_8320 : result >> 1 }
    }
    return ~result
  }
}
