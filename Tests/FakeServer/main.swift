// Serves the fake provider by itself, for benchmarks: `fake-server PORT MILLISECONDS`. Each request is answered, after that
// long, with the number of the invoice in its document.

import Foundation
import TestSupport

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard arguments.count == 2 else { fatalError("usage: fake-server PORT MILLISECONDS") }

/// The first word in a request that begins with `INV-` and goes on with a digit; the schema's pattern does not.
@Sendable func invoiceNumber(in body: [UInt8]) -> String {
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

let provider = try await FakeProvider(port: arguments[0], recording: .countsOnly) { request in
  .completion(#"{"number":"\#(invoiceNumber(in: request.body))","total":12.50}"#).after(
    .milliseconds(arguments[1]))
}
FileHandle.standardOutput.write(Data((provider.baseURL + "\n").utf8))
try await provider.waitUntilClosed()
