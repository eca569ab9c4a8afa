/// Reads a mail's bodies in order and lists its attachments.
struct EmailReader {
  private(set) var text: [UInt8] = []
  private(set) var blocks: [Block] = []
  /// What the bodies say about themselves, other than their titles: pages in mails carry orders and bookings as JSON-LD.
  private(set) var metadata: [MetadataField] = []
  private(set) var dropped = DroppedTally()
  private(set) var attachments: [[UInt8]] = []
  private(set) var language: String?

  private let message: [UInt8]
  private let parts: [EmailPart]
  private let path: String
  private let options: ReadingOptions
  private let limits: DocumentLimits
  /// The page that was read last: it is read to choose the best body, on each level of alternatives, and to be written.
  private var lastPage: (index: Int, document: Document?)?

  init(
    _ message: [UInt8], parts: [EmailPart], path: String, options: ReadingOptions, limits: DocumentLimits
  ) {
    self.message = message
    self.parts = parts
    self.path = path
    self.options = options
    self.limits = limits
  }

  /// Reads a part and those in it; they are at most as deep as `emailParts` allows.
  mutating func read(_ index: Int) {
    let part = parts[index]
    guard text.count <= limits.maximumTextByteCount else { return }
    if part.isMessage, let inner = part.children.first {
      if index != 0 { addHead(of: parts[inner]) }
      read(inner)
    } else if part.isContainer, part.children.isEmpty == false {
      readContainer(part)
    } else if part.isReadable || (index == 0 && part.type.hasPrefix("text/")) || part.isContainer {
      if let document = document(of: index) { add(document) }
    } else {
      attachments.append(describe(part))
    }
  }

  private mutating func readContainer(_ part: EmailPart) {
    switch part.type {
    case "multipart/alternative":
      let best = bestAlternative(part.children)
      // What is no text, such as an invitation's calendar, is listed.
      for child in part.children where child == best || isListed(child) { read(child) }
    case "multipart/related":
      // A page and what it shows. The pictures are part of the page, files to keep are not.
      for (position, child) in part.children.enumerated() where position == 0 || parts[child].isAttachment {
        read(child)
      }
    default:
      for child in part.children { read(child) }
    }
  }

  private func isListed(_ index: Int) -> Bool {
    let part = parts[index]
    return part.isReadable == false && part.isContainer == false && part.type != "text/x-amp-html"
  }

  // MARK: The best body

  /// The page if it can be read, as mail programs show it: a plain text beside it may say anything.
  private mutating func bestAlternative(_ children: [Int]) -> Int? {
    let plain = children.last { parts[$0].type == "text/plain" }
    guard let page = children.last(where: { html(in: $0) != nil }), let html = html(in: page) else {
      return plain ?? children.last
    }
    return plain != nil && document(of: html) == nil ? plain : page
  }

  /// The HTML part that a part is or has in it.
  private func html(in index: Int) -> Int? {
    var waiting = [index]
    while let next = waiting.popLast() {
      if parts[next].isHTML, parts[next].isAttachment == false { return next }
      if parts[next].isMessage == false { waiting.append(contentsOf: parts[next].children.reversed()) }
    }
    return nil
  }

  // MARK: Writing

  private mutating func document(of index: Int) -> Document? {
    if let lastPage, lastPage.index == index { return lastPage.document }
    let part = parts[index]
    let charset = part.parameters["charset"]
    let content = part.content(in: message)
    var document: Document?
    if part.isHTML {
      let html = decodedMailText(content, charset: charset, format: .html)
      document = try? makeHTMLDocument(path: path, html: html, options: options, limits: limits)
      if document?.blocks.isEmpty == true { document = nil }
      lastPage = (index, document)
    } else {
      var text = decodedMailText(content, charset: charset)
      if part.parameters["format"]?.map(lowercased).elementsEqual("flowed".utf8) == true {
        let deletesSpaces = part.parameters["delsp"]?.map(lowercased).elementsEqual("yes".utf8) == true
        text = flowedText(cleaned(text), deletesSpaces: deletesSpaces)
      }
      document = makeTextDocument(path: path, text: text, format: .text)
    }
    return document?.blocks.isEmpty == false ? document : nil
  }

  private mutating func add(_ document: Document) {
    var first = 0
    // A body's own head is taken into the mail's.
    if document.blocks[0].kind == .metadata {
      first = 1
      metadata += document.metadata.filter { $0.name != "title" && $0.name != "language" }
    }
    language = language ?? document.language
    dropped.add(DroppedTally(document.dropped))
    guard first < document.blocks.count else { return }
    let start = document.blocks[first].range.lowerBound
    let end = document.blocks.last!.range.upperBound
    separate()
    let shift = text.count - start
    text.append(contentsOf: document.text[start..<end])
    for block in document.blocks[first...] {
      blocks.append(
        Block(kind: block.kind, range: block.range.lowerBound + shift..<block.range.upperBound + shift))
    }
  }

  /// Writes the header of a mail inside of this one as a paragraph before its body.
  private mutating func addHead(of part: EmailPart) {
    let lines = headFields(of: part).map { "\($0.name): \($0.value)" }
    guard lines.isEmpty == false else { return }
    separate()
    let start = text.count
    text.append(contentsOf: lines.joined(separator: "\n").utf8)
    blocks.append(Block(kind: .paragraph, range: start..<text.count))
  }

  /// The fields of a mail's head, decoded, in the order of a letter's.
  mutating func headFields(of part: EmailPart) -> [MetadataField] {
    let fields: [EmailHeader.Field] = [.from, .to, .cc, .date, .subject]
    return fields.compactMap { field in
      guard let value = part.header.values[field].map(decodedHeader).map({ line($0) }), value.isEmpty == false
      else { return nil }
      return MetadataField(name: field.rawValue, value: String(decoding: value, as: UTF8.self))
    }
  }

  /// A text as one line, without the characters that no reader sees.
  private mutating func line(_ text: [UInt8]) -> [UInt8] { oneLine(cleaned(text)) }

  private mutating func cleaned(_ text: [UInt8]) -> [UInt8] {
    var invisible = InvisibleCharacters()
    defer { dropped.add(invisible.dropped) }
    return cleanedText(text, &invisible)
  }

  private mutating func separate() {
    if text.isEmpty == false { text.append(contentsOf: "\n\n".utf8) }
  }

  /// An attachment's name, type and size in one line.
  private mutating func describe(_ part: EmailPart) -> [UInt8] {
    let size = "\(part.byteCount(in: message)) bytes"
    let type = line(decodedMailText(Array(part.type.utf8), charset: nil))
    guard let name = part.name.map({ line($0) }), name.isEmpty == false else {
      return type + ", \(size)".utf8
    }
    return name + " (".utf8 + type + ", \(size))".utf8
  }
}
