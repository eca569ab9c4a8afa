/// Makes a document of a mail: a head with its sender, recipients, date, subject and attachments, then its body.
///
/// Of alternative bodies the HTML is read if it has tables, lists or headings, or says much more than the plain text.
/// Mails inside of the mail are read behind it. Attachments are listed by name, type and size, never opened.
///
/// - Parameter message: as it was sent; each part has a character encoding of its own.
func makeEmailDocument(
  path: String, message: [UInt8], options: ReadingOptions, limits: DocumentLimits
) throws(DocumentError) -> Document {
  let message = message.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(message[3...]) : message
  let parts = try emailParts(message, path: path)
  var reader = EmailReader(message, parts: parts, path: path, options: options, limits: limits)
  reader.read(0)

  let head = reader.headFields(of: parts[0])
  let attachments = reader.attachments.map {
    MetadataField(name: "attachment", value: String(decoding: $0, as: UTF8.self))
  }
  let metadata = head + attachments + reader.metadata
  var text: [UInt8] = []
  var blocks: [Block] = []
  if metadata.isEmpty == false {
    text.append(contentsOf: "---\n".utf8)
    for field in metadata { text.append(contentsOf: "\(field.name): \(field.value)\n".utf8) }
    text.append(contentsOf: "---".utf8)
    blocks.append(Block(kind: .metadata, range: 0..<text.count))
    if reader.text.isEmpty == false { text.append(contentsOf: "\n\n".utf8) }
  }
  let shift = text.count
  text.append(contentsOf: reader.text)
  for block in reader.blocks {
    blocks.append(
      Block(kind: block.kind, range: block.range.lowerBound + shift..<block.range.upperBound + shift))
  }
  if blocks.isEmpty == false { text.append(0x0A) }
  return Document(
    path: path, text: text, blocks: blocks, title: head.first { $0.name == "subject" }?.value,
    language: reader.language, format: .email, metadata: metadata, dropped: reader.dropped.dropped)
}
