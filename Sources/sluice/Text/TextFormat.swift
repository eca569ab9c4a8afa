import ArgumentParser
import Documents
import JSON

/// How `sluice text` writes a document.
enum TextFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json

  /// What a document's file under `--output` has at its end.
  var fileExtension: String { self == .text ? ".md" : ".json" }

  func bytes(of document: Document) -> [UInt8] {
    switch self {
    case .text: document.text.last == 0x0A ? document.text : document.text + [0x0A]
    case .json: jsonLine(of: document)
    }
  }
}

/// A document as one JSON object on a line. All keys are always there.
private func jsonLine(of document: Document) -> [UInt8] {
  var line: [UInt8] = []
  line.reserveCapacity(document.text.count + document.text.count / 8 + document.blocks.count * 48 + 256)
  func name(_ name: StaticString) {
    line.append(UInt8(ascii: line.isEmpty ? "{" : ","))
    line.append(contentsOf: "\"\(name)\":".utf8)
  }
  func value(_ string: String?) {
    if let string { line.appendJSONString(string) } else { line.append(contentsOf: "null".utf8) }
  }
  func list<Element>(_ elements: [Element], _ write: (Element) -> Void) {
    line.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { line.append(UInt8(ascii: ",")) }
      write(element)
    }
    line.append(UInt8(ascii: "]"))
  }
  name("document")
  value(document.path)
  name("format")
  value(document.format.rawValue)
  name("title")
  value(document.title)
  name("language")
  value(document.language)
  name("text")
  value(String(decoding: document.text, as: UTF8.self))
  name("blocks")
  list(document.blocks) { block in
    line.append(contentsOf: #"{"kind":"#.utf8)
    line.append(contentsOf: block.kind.jsonMembers.utf8)
    line.append(contentsOf: #","start":\#(block.range.lowerBound),"end":\#(block.range.upperBound)}"#.utf8)
  }
  name("metadata")
  list(document.metadata) { field in
    line.append(contentsOf: #"{"name":"#.utf8)
    value(field.name)
    line.append(contentsOf: #","value":"#.utf8)
    value(field.value)
    line.append(UInt8(ascii: "}"))
  }
  name("dropped")
  list(document.dropped) { dropped in
    line.append(contentsOf: #"{"reason":"#.utf8)
    value(dropped.reason.rawValue)
    line.append(contentsOf: #","count":\#(dropped.count),"bytes":\#(dropped.byteCount)}"#.utf8)
  }
  line.append(contentsOf: "}\n".utf8)
  return line
}

extension Block.Kind {
  /// The kind's name, and what else there is to say about it.
  fileprivate var jsonMembers: String {
    switch self {
    case .heading(let level): #""heading","level":\#(level)"#
    case .paragraph: #""paragraph""#
    case .listItem: #""list_item""#
    case .tableRow(let isHeader): #""table_row","header":\#(isHeader)"#
    case .code: #""code""#
    case .quote: #""quote""#
    case .metadata: #""metadata""#
    }
  }
}
