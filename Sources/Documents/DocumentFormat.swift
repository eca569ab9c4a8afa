/// The formats that are read, decided by the file's extension and its content.
package enum DocumentFormat: String, Sendable {
  case text, markdown, html

  /// The format that an extension stands for, nil for one that is not read.
  ///
  /// - Parameter name: a file name or path in bytes; the case of the extension does not matter.
  init?(fileName name: some BidirectionalCollection<UInt8>) {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch String(decoding: name[name.index(after: dot)...].map(lowercased), as: UTF8.self) {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "html", "htm", "xhtml": self = .html
    default: return nil
    }
  }

  /// The format of a document by its extension, and by its first bytes where the extension leaves it open.
  ///
  /// A page saved as `.txt` or without an extension is still a page.
  init(path: String, text: [UInt8]) {
    let byName = DocumentFormat(fileName: Array(path.utf8))
    switch byName {
    case .html, .markdown: self = byName!
    case .text, nil: self = looksLikeHTML(text) ? .html : .text
    }
  }
}

/// True if the text begins, after white space, a byte order mark or an XML declaration, as an HTML page does.
private func looksLikeHTML(_ text: [UInt8]) -> Bool {
  var rest = text.prefix(1024).drop { isHTMLSpace($0) || $0 >= 0x80 }
  if rest.starts(with: "<?xml".utf8) {
    rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst().drop(while: isHTMLSpace)
  }
  let start = String(decoding: rest.prefix(14).map(lowercased), as: UTF8.self)
  return ["<!doctype html", "<html", "<head", "<body"].contains { start.hasPrefix($0) }
}
