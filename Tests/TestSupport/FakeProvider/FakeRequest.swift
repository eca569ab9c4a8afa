/// One request as the fake provider received it.
package struct FakeRequest: Sendable {
  /// Its place in the order of arrival, from 0.
  package let index: Int
  package let method: String
  /// The path with its query, as sent.
  package let path: String
  /// The headers in the order sent.
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  /// The value of the first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// The body as text, for comparing.
  package var bodyText: String { String(decoding: body, as: UTF8.self) }

  /// Whether it asks for a stream. A document can't fake it: quotes inside its text are escaped.
  package var wantsStream: Bool { contains(#""stream":true"#) }

  /// Whether its body has this text, byte by byte.
  package func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    return body.withUnsafeBufferPointer { body in
      var start = 0
      while start + wanted.count <= body.count {
        if body[start] == first, body[start..<start + wanted.count].elementsEqual(wanted) { return true }
        start += 1
      }
      return false
    }
  }
}
