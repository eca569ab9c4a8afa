import JSON

// `uniqueItems`.

extension SchemaCompiler {
  func compileUniqueItems(_ object: SchemaObject, into block: inout [Instruction]) throws(JSONSchemaError) {
    guard let value = object["uniqueItems"] else { return }
    guard let isUnique = value.boolValue else {
      throw malformed(object, "uniqueItems", "must be true or false")
    }
    if isUnique { block.append(Instruction(operation: .uniqueItems)) }
  }
}

extension Program {
  /// The positions of two equal elements of an array, or nil where all differ.
  ///
  /// Few elements are compared with one another; many are sorted by hash first, and only those with equal
  /// hashes compared.
  func firstEqualItems(
    _ node: Int, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>
  ) -> (first: Int, second: Int)? {
    let count = elementCount(node, nodes)
    if count < 2 { return nil }
    if count <= 8 {
      var first = node + 1
      for i in 0..<count - 1 {
        var second = Int(nodes[first].next)
        for j in i + 1..<count {
          if areEqual(first, nodes, bytes, second, nodes, bytes) { return (i, j) }
          second = Int(nodes[second].next)
        }
        first = Int(nodes[first].next)
      }
      return nil
    }
    return firstEqualByHash(node, count, isThorough: false, bytes, nodes)
  }

  private func firstEqualByHash(
    _ node: Int, _ count: Int, isThorough: Bool, _ bytes: Span<UInt8>, _ nodes: Span<JSONNode>
  ) -> (first: Int, second: Int)? {
    var elements: [(hash: UInt64, position: Int, node: Int)] = []
    elements.reserveCapacity(count)
    var element = node + 1
    for position in 0..<count {
      elements.append((equalityHash(element, nodes, bytes, isThorough: isThorough), position, element))
      element = Int(nodes[element].next)
    }
    elements.sort { ($0.hash, $0.position) < ($1.hash, $1.position) }
    for i in 1..<count {
      var j = i - 1
      while j >= 0, elements[j].hash == elements[i].hash {
        if areEqual(elements[j].node, nodes, bytes, elements[i].node, nodes, bytes) {
          return (elements[j].position, elements[i].position)
        }
        // Objects that have a key twice. After a thorough look, with 64 bits and a secret seed, different elements with
        // equal hashes don't come in numbers.
        if !isThorough { return firstEqualByHash(node, count, isThorough: true, bytes, nodes) }
        j -= 1
      }
    }
    return nil
  }
}

extension OutputCollector {
  mutating func explainUniqueItems(_ node: Int) {
    guard let (first, second) = program.firstEqualItems(node, document.bytes.span, document.nodes.span) else {
      return
    }
    report("uniqueItems", node) { _ in
      "items \(first) and \(second) of the array are equal, but all must be different"
    }
  }
}
