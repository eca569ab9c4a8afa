import JSON

/// A JSON Pointer made ready to be followed through flat nodes, again and again, without allocating.
///
/// It leads where ``JSONPointer/resolve(in:)`` does: to the last of several equal keys.
struct FlatPointer: Sendable {
  private struct Step: Sendable {
    let key: [UInt8]
    let hash: UInt32
    /// The array position that the token is, if it is one.
    let position: Int?
  }

  private let steps: [Step]

  init(_ pointer: JSONPointer) {
    steps = pointer.tokens.map { token in
      let key = Array(token.utf8)
      // RFC 6901: no leading zeros, no sign.
      let position = Int(token).flatMap { $0 >= 0 && String($0) == token ? $0 : nil }
      return Step(key: key, hash: jsonKeyHash(key.span), position: position)
    }
  }

  /// The node of the value that the pointer leads to from the value at `node`; nil where there is none.
  func resolve(_ bytes: Span<UInt8>, _ nodes: Span<JSONNode>, from node: Int = 0) -> Int? {
    var node = node
    for step in steps {
      let found: Int?
      switch nodes[node].kind {
      case .object: found = member(step, of: node, bytes, nodes)
      case .array: found = element(step, of: node, nodes)
      default: found = nil
      }
      guard let found else { return nil }
      node = found
    }
    return node
  }

  private func member(_ step: Step, of object: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>) -> Int? {
    var found: Int?
    var key = object + 1
    let end = Int(nodes[object].next)
    while key < end {
      if nodes[key].next == step.hash, isKey(step.key, nodes[key], bytes) { found = key + 1 }
      key = Int(nodes[key + 1].next)
    }
    return found
  }

  private func element(_ step: Step, of array: Int, _ nodes: Span<JSONNode>) -> Int? {
    guard var remaining = step.position else { return nil }
    var child = array + 1
    let end = Int(nodes[array].next)
    while child < end {
      if remaining == 0 { return child }
      remaining -= 1
      child = Int(nodes[child].next)
    }
    return nil
  }

  private func isKey(_ wanted: [UInt8], _ node: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    let range = node.range
    if node.hasEscapes { return decodedJSONString(bytes.extracting(range)) == wanted }
    guard range.count == wanted.count else { return false }
    for i in 0..<range.count where bytes[range.lowerBound + i] != wanted[i] { return false }
    return true
  }
}
