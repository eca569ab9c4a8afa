import Testing

@testable import Documents

@Suite struct DocumentFormatTests {
  private static let mail = "Received: from a\r\nFrom: a@b\r\nSubject: x\r\n\r\nHello"

  @Test(arguments: [
    ("a.TXT", "x", DocumentFormat.text), ("a.rst", "x", .text), ("a.log", "x", .text), ("README", "x", .text),
    ("a.md", "<html>", .markdown), ("a.html", "x", .html), ("a.eml", "x", .email), ("a.mhtml", "x", .email),
    ("a.csv", "x", .csv), ("a.tsv", "x", .tsv), ("a.json", "x", .json), ("a.ndjson", "x", .jsonl),
    ("a.xml", "<a/>", .xml), ("a.rss", "<rss/>", .xml),
    ("a.xml", "<?xml version='1.0'?>\n<html xmlns='x'>", .html), ("a.txt", "<!DOCTYPE html>", .html),
    ("a.txt", mail, .email), ("message", mail, .email), ("17.", "From b@c Mon\n" + mail, .email),
    ("a.txt", "From: a\nSubject: memo\nProject: x\n\nHello", .text), ("a.md", mail, .markdown),
    ("a.txt", "Message-ID: 1\nsome text", .text), ("a.txt", "Note: x\nMessage-ID: y\n\nz", .text),
    ("data", "<?xml version='1.0'?><a/>", .xml), ("data", " {\n \"a\": 1}", .json), ("data", "[{}]", .json),
    ("a.txt", "{\"a\": 1}", .text), ("notes", "[x] done", .text),
  ])
  func decides(path: String, text: String, expected: DocumentFormat) {
    #expect(DocumentFormat(path: path, text: Array(text.utf8)) == expected)
  }

  /// A schema, gold, and records of an earlier run stand beside documents.
  @Test func passesOverJSONInFolders() throws {
    for (name, isRead) in [("a.json", false), ("a.jsonl", false), ("a.csv", true), ("a.eml", true)] {
      #expect(DocumentFormat(fileName: Array(name.utf8))?.isReadInFolders == isRead)
    }
  }
}
