import Testing

@testable import Documents

@Suite struct EmailTests {
  private func document(_ mail: String, path: String = "a.eml") throws -> Document {
    let document = try makeDocument(path: path, bytes: Array(mail.utf8))
    checkCover(document)
    return document
  }

  private func text(_ mail: String) throws -> String {
    String(decoding: try document(mail).text, as: UTF8.self)
  }

  // MARK: Header

  @Test(arguments: [
    ("=?utf-8?Q?J=C3=BCrgen?= Meyer", "Jürgen Meyer"),
    ("=?UTF-8?B?w7w=?=", "ü"),
    ("=?iso-8859-1?q?a_=FC?= =?iso-8859-1?q?b?=", "a üb"),
    ("=?utf-8?q?=C3?= =?utf-8?q?=BC?=", "ü"),
    ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
    ("=?koi8-r?B?8NLJ18XU?= !", "Привет !"),
    ("=?utf-8*de?q?x?=", "x"),
    ("=?utf-8?q?two words?=", "two words"),
    ("=?windows-1252?Q?5_=80?=", "5 €"),
    ("=?nonsense?q?a=C3=BC?=", "aü"),
    ("=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
    ("=?utf-8?q?cut", "=?utf-8?q?cut"),
    ("a =? b ?= c", "a =? b ?= c"),
    ("a\u{200B}b \t c", "ab c"),
    ("grüße", "grüße"),
  ])
  func decodesHeaders(value: String, expected: String) throws {
    let document = try document("Subject: \(value)\n\nx")
    #expect(document.title == expected)
  }

  @Test func readsTheHead() throws {
    let document = try document(
      "X-Mailer: x\r\nTo: a@b,\r\n\tc@d\r\nTO: e@f\r\nFrom: Me <m@e>\r\nsubject : Two\r\n lines\r\nDate: Tue, 24 Nov 2026"
        + "\r\nBcc: hidden\r\n\r\nBody\r\n")
    #expect(
      String(decoding: document.text, as: UTF8.self)
        == "---\nfrom: Me <m@e>\nto: a@b, c@d, e@f\ndate: Tue, 24 Nov 2026\nsubject: Two lines\n---\n\nBody\n"
    )
    #expect(document.title == "Two lines")
    #expect(document.format == .email)
    #expect(document.metadata.map(\.name) == ["from", "to", "date", "subject"])
    #expect(document.blocks.first?.kind == .metadata)
  }

  @Test(arguments: [
    ("\n\nSubject: x\n\nBody", "---\nsubject: x\n---\n\nBody\n"),
    ("From b@c Tue\nSubject: x\n\nBody", "---\nsubject: x\n---\n\nBody\n"),
    ("Subject: x\nno colon here\nBody", "---\nsubject: x\n---\n\nno colon here\nBody\n"),
    ("just text", "just text\n"),
    ("Subject: x", "---\nsubject: x\n---\n"),
    ("\u{FEFF}Subject: x\n\nBody", "---\nsubject: x\n---\n\nBody\n"),
    ("Subject: x\nContent-Type: text\n\nBody", "---\nsubject: x\n---\n\nBody\n"),
    ("Content-Type: multipart/mixed; boundary=b\n\nno boundary at all", "no boundary at all\n"),
    ("Content-Type: multipart/mixed\n\n--b\n\none\n--b\n\ntwo\n--b--\n", "one\n\ntwo\n"),
    ("Content-Type: multipart/mixed; boundary=b\n\n--b\n\nnever closed", "never closed\n"),
    (
      "Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bc\nstill\n--b--\nepilogue",
      "one\n--bc\nstill\n"
    ),
    ("Content-Type: text/calendar\n\nDTSTART:2026", "DTSTART:2026\n"),
  ])
  func readsBrokenMails(mail: String, expected: String) throws {
    #expect(try text(mail) == expected)
  }

  // MARK: Body

  @Test(arguments: [
    ("quoted-printable", "utf-8", "a=C3=BC=\r\nb =3D =Q 1=", "aüb = =Q 1"),
    ("quoted-printable", "iso-8859-1", "=FC=  \r\nx", "üx"),
    ("base64", "utf-8", "w7w\r\n=\r\nw7w=", "üü"),
    ("BASE64", "shift_jis", "k/qWew==", "日本"),
    ("8bit", "us-ascii", "grün", "grün"),
    ("7bit", "utf-7", "a+APw-b", "aüb"),
    ("base64", "utf-16", "//5hAGIA", "ab"),
    ("unknown", "nonsense", "x=20y", "x=20y"),
  ])
  func decodesBodies(encoding: String, charset: String, body: String, expected: String) throws {
    let mail =
      "Content-Type: text/plain; charset=\"\(charset)\"\r\nContent-Transfer-Encoding: \(encoding)\r\n\r\n\(body)"
    #expect(try text(mail) == expected + "\n")
  }

  @Test(arguments: [
    ("one \ntwo\n\nnext", false, "one two\n\nnext\n"),
    ("> q \n> r\n>> s \nx", false, "> q r\n>> s \nx\n"),
    ("-- \nName", false, "-- \nName\n"),
    (" From me\na \nb", true, "From me\nab\n"),
  ])
  func joinsFlowedLines(text: String, deletesSpaces: Bool, expected: String) {
    let result = String(decoding: flowedText(Array(text.utf8), deletesSpaces: deletesSpaces), as: UTF8.self)
    #expect(result == expected)
  }

  private func alternative(plain: String, html: String) throws -> String {
    try text(
      """
      Content-Type: multipart/alternative; boundary="b"

      --b
      Content-Type: text/plain

      \(plain)
      --b
      Content-Type: multipart/related; boundary="c"

      --c
      Content-Type: text/html

      \(html)
      --c
      Content-Type: image/png; name=logo.png

      x
      --c--
      --b--
      """)
  }

  @Test func choosesTheRicherBody() throws {
    let table = "<table><tr><th>Item<th>Price<tr><td>Nut<td>1.50</table>"
    #expect(
      try alternative(plain: "Nut 1.50", html: table) == "| Item | Price |\n|---|---|\n| Nut | 1.50 |\n")
    #expect(try alternative(plain: "Pay 9,999", html: "<p>Pay <b>10</b>") == "Pay 10\n")
    #expect(try alternative(plain: " ", html: "<p>HTML words") == "HTML words\n")
    #expect(try alternative(plain: "Plain", html: "<table></table>") == "Plain\n")
    let long = String(repeating: "Many words. ", count: 20).dropLast()
    #expect(try alternative(plain: "See HTML.", html: "<p>\(long)") == "\(long)\n")
  }

  @Test func listsAttachments() throws {
    let document = try document(
      """
      Subject: x
      Content-Type: multipart/mixed; boundary=b

      --b

      Body
      --b
      Content-Type: application/pdf
      Content-Disposition: attachment; filename*0*=utf-8''Rech%6Eung; filename*1=" 17.pdf"
      Content-Transfer-Encoding: base64

      AAAA
      AAA=
      --b
      Content-Type: text/csv; name="=?utf-8?q?=C3=BC.csv?="

      a,b
      --b
      Content-Type: text/plain
      Content-Disposition: attachment

      kept apart
      --b
      Content-Disposition: inline; filename=note.txt

      Read in place
      --b--
      """)
    #expect(
      document.metadata.map(\.value) == [
        "x", "Rechnung 17.pdf (application/pdf, 5 bytes)", "ü.csv (text/csv, 3 bytes)",
        "text/plain, 10 bytes",
      ])
    #expect(document.blocks.dropFirst().map { describe($0, in: document) } == ["p:Body", "p:Read in place"])
  }

  @Test func readsMailsInMails() throws {
    let mail = """
      Subject: Fwd
      Content-Type: multipart/digest; boundary=b

      --b

      From: a@b
      Subject: One

      First
      --b

      Subject: Two
      Content-Type: text/html; charset=utf-8

      <p>Second
      --b--
      """
    #expect(
      try text(mail)
        == "---\nsubject: Fwd\n---\n\nfrom: a@b\nsubject: One\n\nFirst\n\nsubject: Two\n\nSecond\n")
  }

  @Test func countsWhatNoReaderSees() throws {
    let document = try document(
      """
      Subject: a\u{200B}b
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/plain; format=flowed

      one\u{202E} \ntwo\u{200B}
      --b
      Content-Disposition: attachment; filename="\u{E0041}x.pdf"
      Content-Type: application/pdf

      --b--
      """)
    #expect(
      document.dropped == [
        DroppedText(reason: .zeroWidth, count: 2, byteCount: 6),
        DroppedText(reason: .bidi, count: 1, byteCount: 3),
        DroppedText(reason: .tags, count: 1, byteCount: 4),
      ])
  }

  // MARK: Hostile mails

  @Test func stopsAtTooManyParts() throws {
    for body in ["--b\n", "--b\n\nx\n", "--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n"] {
      let mail = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: body, count: 20_000)
      let error = #expect(throws: DocumentError.self) { try document(mail) }
      #expect(error?.kind == .damaged)
    }
  }

  @Test func stopsAtTooManyLevels() throws {
    let levels = String(repeating: "Content-Type: message/rfc822\n\n", count: 20_000)
    let error = #expect(throws: DocumentError.self) { try document(levels + "x") }
    #expect(error?.kind == .damaged)
    var nested = ""
    for level in 0..<1000 { nested += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    #expect(throws: DocumentError.self) { try document(nested + "x") }
  }

  @Test(arguments: [
    ("Subject: ", "=?utf-8?q?", "\n\nx"), ("Subject: ", "=?=", "\n\nx"),
    ("Subject: ", "=?utf-8?q?a?= ", "\n\nx"),
    ("To: x\n", " y\n", "\nx"), ("", "To: x\n", "\nx"), ("", "x: y\n", "\nx"),
    ("Content-Type: text/plain; ", "a=\"b\\\"", "\n\nx"),
    ("Content-Type: text/plain; name*0=x; ", ";=;a*1=", "\n\nx"),
    ("Content-Transfer-Encoding: quoted-printable\n\n", "= ", "x"),
    ("Content-Transfer-Encoding: base64\n\n", "=", "eA=="),
    ("Content-Type: multipart/mixed\n\n--b", "b", "\n--b\n--b\n"),
    ("Content-Type: multipart/mixed\n\n", "\n--b", ""),
    ("Content-Type: text/plain; format=flowed\n\n", "> > a \n", "x"),
  ])
  func readsHostileMails(start: String, unit: String, end: String) throws {
    let count = 30_000
    do throws(DocumentError) {
      checkCover(
        try makeDocument(
          path: "a.eml", bytes: Array((start + String(repeating: unit, count: count) + end).utf8)))
    } catch {
      #expect(error.kind == .damaged)
    }
  }
}
