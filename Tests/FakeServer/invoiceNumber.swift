/// The first word in a request that begins with `INV-` and goes on with a digit; the schema's pattern does not.
func invoiceNumber(in body: [UInt8]) -> String {
  let mark = Array("INV-".utf8)
  func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  var start = 0
  while start + mark.count < body.count {
    if body[start] == mark[0], body[start..<start + mark.count].elementsEqual(mark),
      isDigit(body[start + mark.count])
    {
      return "INV-" + String(decoding: body[(start + mark.count)...].prefix(while: isDigit), as: UTF8.self)
    }
    start += 1
  }
  return "none"
}
