/// More parts than any mail has.
private let maximumPartCount = 10_000

/// Forwards of forwards and signed replies nest some ten levels deep. Each level is looked through once more.
private let maximumPartDepth = 30

/// A mail's parts, the first of which is the whole mail.
///
/// - Throws: `.damaged` for a mail with too many parts or levels of them.
func emailParts(_ message: [UInt8], path: String) throws(DocumentError) -> [EmailPart] {
  var parts: [EmailPart] = []
  var waiting: [(range: Range<Int>, parent: Int, depth: Int, defaultType: String)] = [
    (0..<message.count, -1, 0, "text/plain")
  ]
  // Depth first in the parts' order: the last one waiting comes next.
  while let (range, parent, depth, defaultType) = waiting.popLast() {
    guard parts.count < maximumPartCount else {
      throw DocumentError(
        kind: .damaged, message: "The mail \(quoted(path)) has more than \(maximumPartCount) parts.")
    }
    guard depth <= maximumPartDepth else {
      throw DocumentError(
        kind: .damaged,
        message: "The mail \(quoted(path)) nests its parts more than \(maximumPartDepth) levels deep.")
    }
    let part = EmailPart(
      message, range, isMessage: parent < 0 || parts[parent].isMessage, defaultType: defaultType)
    let index = parts.count
    parts.append(part)
    if parent >= 0 { parts[parent].children.append(index) }
    if part.isContainer {
      let type = part.type == "multipart/digest" ? "message/rfc822" : "text/plain"
      let ranges = partRanges(message, part.body, boundary: part.parameters["boundary"])
      for range in ranges.reversed() { waiting.append((range, index, depth + 1, type)) }
    } else if part.isMessage {
      waiting.append((part.body, index, depth + 1, "text/plain"))
    }
  }
  return parts
}

/// Where the parts of a container stand: between the lines that hold its boundary.
///
/// - Parameter boundary: nil where the header doesn't name it, which makes it the first line that could be one.
private func partRanges(_ message: [UInt8], _ body: Range<Int>, boundary: [UInt8]?) -> [Range<Int>] {
  var boundary = boundary.flatMap { $0.isEmpty ? nil : $0 }
  var ranges: [Range<Int>] = []
  var partStart: Int?
  var lineStart = body.lowerBound
  while lineStart < body.upperBound, ranges.count <= maximumPartCount {
    let lineEnd = message[lineStart..<body.upperBound].firstIndex(of: 0x0A) ?? body.upperBound
    if lineEnd - lineStart > 2, message[lineStart] == UInt8(ascii: "-"),
      message[lineStart + 1] == UInt8(ascii: "-")
    {
      var line = message[(lineStart + 2)..<lineEnd]
      while let last = line.last, isHTMLSpace(last) { line.removeLast() }
      if boundary == nil, line.isEmpty == false { boundary = Array(line) }
      if let boundary, line.starts(with: boundary) {
        let rest = line.dropFirst(boundary.count)
        let isEnd = rest.elementsEqual("--".utf8)
        if rest.isEmpty || isEnd {
          // The line break before a boundary belongs to the boundary.
          if let partStart { ranges.append(partStart..<max(partStart, lineStart - 1)) }
          partStart = isEnd ? nil : min(lineEnd + 1, body.upperBound)
        }
      }
    }
    lineStart = lineEnd + 1
  }
  if let partStart, partStart < body.upperBound { ranges.append(partStart..<body.upperBound) }
  return ranges
}
