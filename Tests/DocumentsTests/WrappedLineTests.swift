import Testing

@testable import Documents

@Suite struct WrappedLineTests {
  private func text(_ text: String, path: String = "a.txt") throws -> String {
    let document = try makeDocument(path: path, bytes: Array(text.utf8))
    checkCover(document)
    return String(decoding: document.text, as: UTF8.self)
  }

  private static let prose = """
    The supplier delivers the goods to the address that is named in the
    order, at its own cost, within thirty days of the day on which it was
    placed. For an exam-
    ple
    """

  @Test func joinsWhatAnEditorBroke() throws {
    let wrapped = """
      The supplier delivers the goods to the address that is named in the
      order, at its own cost, within thirty days of the day on which it was
      placed by the buyer.

      A short one is known by the width that the others of the text show: it
      has two lines only.

      - An item of a list that is long enough to be broken by the editor, so
        that it goes on in a second line.
      """
    let expected = """
      The supplier delivers the goods to the address that is named in the order, at its own cost, within thirty days \
      of the day on which it was placed by the buyer.

      A short one is known by the width that the others of the text show: it has two lines only.

      - An item of a list that is long enough to be broken by the editor, so that it goes on in a second line.
      """
    #expect(try text(wrapped) == expected)
    #expect(try text(wrapped, path: "a.md") == expected)
  }

  @Test(arguments: [
    // Written as one word elsewhere, with a hyphen, nowhere, both ways.
    ("An example is here.", "For an example of what is meant here see the"),
    ("An exam-ple is here.", "For an exam-ple of what is meant here see the"),
    ("Nothing is here.", "For an exam-\nple of what is meant here see the"),
    ("An example, an exam-ple.", "For an exam-\nple of what is meant here see the"),
  ])
  func joinsCutWordsWhereTheTextShowsHow(other: String, expected: String) throws {
    let wrapped = """
      \(other)

      The supplier delivers the goods to the address which stands in the
      order, at its own cost, within thirty days of the day on which it is
      placed, as the buyer and the law have it in this case. For an exam-
      ple of what is meant here see the end of it.
      """
    #expect(try text(wrapped).contains(expected))
  }

  @Test(arguments: [
    // Verse, an address, logs, values, capitals, short lines, columns, a line that had room for the next word.
    """
    Shall I compare thee to a summer's day? Thou art more lovely
    And more temperate: rough winds do shake the darling buds of
    May, and summer's lease hath all too short a date: sometime
    Too hot the eye of heaven shines, and often is his gold dim
    """,
    "Acme Ltd\n17 High Street\nLondon\nEngland",
    """
    nginx: worker process 1234 has been started with its own settings
    nginx: worker process 1235 has been started with its own settings
    nginx: worker process 1236 has been started with its own settings
    """,
    """
    order, at its own cost, within thirty days of the day on which it was
    placed by
    the buyer, and so on and so on, until the very end of all of the text
    of it.
    """,
    """
    order, at its own cost, within thirty days of the day on which it was\\
    placed by the buyer, and so on and so on, until the very end of all of
    it.
    """,
    """
    order, at its own cost, within thirty days     of the day on which was
    placed by the buyer, and so on and so on, until the very end of all of
    it.
    """,
    // Links and checksums, one a line.
    """
    https://example.com/a/folder/of/pages/that/has/many/pages/first.html
    https://example.com/a/folder/of/pages/that/has/many/pages/second/the.html
    https://example.com/a/folder/of/pages/that/has/many/pages/third.html
    """,
    """
    bb86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  1.txt
    d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35  2.txt
    c902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451  3.txt
    """,
  ])
  func leavesOtherLinesAsTheyAre(lines: String) throws {
    #expect(try text(lines) == lines)
  }

  @Test func leavesCodeAsItIs() throws {
    let code = Self.prose.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    #expect(try text("text\n\n" + code, path: "a.md") == "text\n\n" + code)
    #expect(try text("```\n\(Self.prose)\n```") == "```\n\(Self.prose)\n```")
  }
}
