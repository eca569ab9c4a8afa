import Testing

@testable import Documents

/// Texts put together by chance from what the readers look for: none may break what every document promises.
@Suite struct AnyTextTests {
  private static let pieces: [String: [String]] = [
    "a.txt": [
      "word", "Item", " ", "  ", "\n", "\n\n", "\t", "---", "-----  ---", "===", "|", "+--+--+", "~~~", "```",
      "# ", "- ", "> ",
      "1.50", "1. ", "ü", "品", "exam-\n", "---\na: 1\n", "    ", "• ",
      "The goods go to the address that is named in the order, at its own cost,\nwithin",
    ],
    "a.csv": ["a", "1", ",", ";", "\t", "\"", "\"\"", "\n", " ", "|", "ü", "\u{2028}", "sep=;\n"],
    "a.json": ["{", "}", "[", "]", "\"", "\\", ",", ":", "\n", " ", "1", String(repeating: "x", count: 300)],
    "a.jsonl": ["{", "}", "[", "]", "\"", "\\", ",", "\n", "1", String(repeating: "x", count: 5000)],
    "a.xml": [
      "<", "a", ">", "/", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#x200B;", "&#1", "<?x", "?>",
      "<!DOCTYPE [", "\n", "<b>",
      "</b>", String(repeating: "x", count: 300),
    ],
    "a.eml": [
      "\n", "\n\n", "--b\n", "--b--\n", "--", "From: ", "Subject: ",
      "Content-Type: multipart/mixed; boundary=b\n",
      "Content-Type: multipart/alternative; boundary=b\n", "Content-Type: text/html\n",
      "Content-Type: message/rfc822\n",
      "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n", "=?utf-8?q?",
      "?=", "=", "=C3",
      "w7w=", "<p>", "<table><td>1<td>2", "; name*0*=utf-8''%C", "Content-Disposition: attachment; filename=",
      "\"", " x", "ü",
    ],
  ]

  @Test(arguments: pieces.keys.sorted())
  func keepsItsPromises(path: String) throws {
    let pieces = Self.pieces[path]!
    var state: UInt64 = 42
    for _ in 0..<150 {
      var text = ""
      for _ in 0..<60 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      do throws(DocumentError) {
        let document = try makeDocument(path: path, bytes: Array(text.utf8))
        checkCover(document)
        #expect(try makeDocument(path: path, bytes: Array(text.utf8)).text == document.text)
      } catch {
        #expect(error.kind == .empty)
      }
    }
  }
}
