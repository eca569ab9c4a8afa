/// One value of a ``JSONDocument``.
public struct JSONElement: Sendable {
  /// The document that the value belongs to.
  public let document: JSONDocument
  /// The value's place in ``JSONDocument/nodes``.
  public let index: Int

  init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  var node: JSONNode { document.nodes[index] }

  /// The kind of value.
  public var kind: JSONKind { node.kind }

  /// Whether the value is `null`.
  public var isNull: Bool { kind == .null }

  /// The value of `true` or `false`; nil for any other kind.
  public var boolValue: Bool? {
    switch kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The decoded string; nil for any other kind.
  public var stringValue: String? {
    kind == .string ? document.text(at: index) : nil
  }

  /// The number as written; nil for any other kind.
  public var numberValue: JSONNumber? {
    kind == .number ? JSONNumber(unchecked: String(decoding: rawBytes, as: UTF8.self)) : nil
  }

  /// The number where it is a whole one (`7`, `7.0`, `70e-1`) that fits; else nil.
  public var intValue: Int? { numberValue?.intValue }

  /// The number as the nearest double; nil for any other kind.
  public var doubleValue: Double? { numberValue.map { $0.doubleValue } }

  /// The value as it is written, quotes included.
  public var rawBytes: ArraySlice<UInt8> { document.bytes[node.rawRange] }

  /// The members of an object in the order written; empty for any other kind.
  public var members: [(key: String, value: JSONElement)] {
    guard kind == .object else { return [] }
    return childIndices(step: 1).map { key in
      (document.text(at: key), JSONElement(document: document, index: key + 1))
    }
  }

  /// The elements of an array; empty for any other kind.
  public var elements: [JSONElement] {
    guard kind == .array else { return [] }
    return childIndices(step: 0).map { JSONElement(document: document, index: $0) }
  }

  /// The value of an object's member, the last one where there are several; nil where there is none.
  public subscript(_ key: String) -> JSONElement? {
    guard kind == .object else { return nil }
    var key = key
    return key.withUTF8 { wanted in
      let hash = jsonKeyHash(wanted.span)
      let found = childIndices(step: 1).last { candidate in
        let node = document.nodes[candidate]
        guard node.next == hash else { return false }
        return node.hasEscapes
          ? decodedJSONString(document.bytes.span.extracting(node.range)).elementsEqual(wanted)
          : document.bytes[node.range].elementsEqual(wanted)
      }
      return found.map { JSONElement(document: document, index: $0 + 1) }
    }
  }

  /// The element of an array at a position, in time linear in the position; nil outside the array.
  public subscript(_ position: Int) -> JSONElement? {
    guard kind == .array, position >= 0 else { return nil }
    let indices = childIndices(step: 0)
    return position < indices.count ? JSONElement(document: document, index: indices[position]) : nil
  }

  /// The nodes of a container's direct children: keys (`step` 1) or elements (`step` 0).
  private func childIndices(step: Int) -> [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(node.count)
    var child = index + 1
    let end = Int(node.next)
    while child < end {
      indices.append(child)
      child = Int(document.nodes[child + step].next)
    }
    return indices
  }
}
