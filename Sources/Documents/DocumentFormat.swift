/// The formats that are read, decided by the file's extension and its content.
package enum DocumentFormat: String, Sendable {
  case text, markdown, html, email, csv, tsv, json, jsonl, xml

  /// The format that an extension stands for, nil for one that is not known.
  ///
  /// - Parameter name: a file name or path in bytes; the case of the extension does not matter.
  init?(fileName name: some BidirectionalCollection<UInt8>) {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch String(decoding: name[name.index(after: dot)...].map(lowercased), as: UTF8.self) {
    case "txt", "text", "rst", "adoc", "org", "tex": self = .text
    case "md", "markdown": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "eml", "mht", "mhtml": self = .email
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    case "jsonl", "ndjson": self = .jsonl
    case "xml", "rss", "atom": self = .xml
    default: return nil
    }
  }

  /// False for the formats that a folder's walk passes over unless a pattern names them: beside documents, JSON is
  /// a schema, gold, or what an earlier run wrote.
  var isReadInFolders: Bool { self != .json && self != .jsonl }

  /// The format of a document by its extension, and by its first bytes where the extension leaves it open.
  ///
  /// A page or a mail saved as `.txt` or without an extension is still one; so is an XHTML page saved as `.xml`.
  init(path: String, text: [UInt8]) {
    let byName = DocumentFormat(fileName: Array(path.utf8))
    switch byName {
    case .text, .xml, nil:
      if looksLikeHTML(text) {
        self = .html
      } else if byName != .xml, looksLikeEmail(text) {
        self = .email
      } else {
        self = byName ?? dataFormat(text)
      }
    case let byName?: self = byName
    }
  }
}

/// True if the text begins, after white space, a byte order mark or an XML declaration, as an HTML page does.
private func looksLikeHTML(_ text: [UInt8]) -> Bool {
  var rest = start(of: text)
  if rest.starts(with: "<?xml".utf8) {
    rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst().drop(while: isHTMLSpace)
  }
  let start = String(decoding: rest.prefix(14).map(lowercased), as: UTF8.self)
  return ["<!doctype html", "<html", "<head", "<body"].contains { start.hasPrefix($0) }
}

/// XML or JSON where a text without a known extension surely begins as such.
private func dataFormat(_ text: [UInt8]) -> DocumentFormat {
  let rest = start(of: text)
  if rest.starts(with: "<?xml".utf8) { return .xml }
  let next = rest.dropFirst().first { isHTMLSpace($0) == false }
  switch (rest.first, next) {
  case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "["), UInt8(ascii: "{")): return .json
  default: return .text
  }
}

/// The first bytes without white space and byte order mark.
private func start(of text: [UInt8]) -> ArraySlice<UInt8> {
  text.prefix(1024).drop { isHTMLSpace($0) || $0 >= 0x80 }
}
