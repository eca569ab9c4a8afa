/// The text of `format=flowed` (RFC 3676): a line that ends in a space goes on in the next of the same quote depth.
///
/// - Parameter text: valid UTF-8 with LF as its only line break.
func flowedText(_ text: [UInt8], deletesSpaces: Bool) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(text.count)
  // The quote depth of the line before if it goes on.
  var openDepth: Int?
  for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
    let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
    var content = line.dropFirst(depth)
    // One space is stuffed before lines that could be mistaken for quotes, and behind the signs of quotes.
    if content.first == 0x20 { content = content.dropFirst() }
    let isSignature = content.elementsEqual("-- ".utf8)
    if isSignature || openDepth != depth {
      if openDepth != nil { result.append(0x0A) }
      result.append(contentsOf: repeatElement(UInt8(ascii: ">"), count: depth))
      if depth > 0 { result.append(0x20) }
    }
    let isFlowed = content.last == 0x20 && isSignature == false
    result.append(contentsOf: isFlowed && deletesSpaces ? content.dropLast() : content)
    if isFlowed == false { result.append(0x0A) }
    openDepth = isFlowed ? depth : nil
  }
  return result
}
