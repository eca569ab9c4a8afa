import JSON

/// Equality of JSON values as JSON Schema means it: `1` equals `1.0`, the order of members doesn't count.
///
/// Linear but for objects whose members come in another order, which are sorted. As deep as the documents
/// are, at most the reader's limit.
func areEqual(
  _ a: Int, _ aNodes: Span<JSONNode>, _ aBytes: Span<UInt8>, _ b: Int, _ bNodes: Span<JSONNode>,
  _ bBytes: Span<UInt8>
) -> Bool {
  let (left, right) = (aNodes[a], bNodes[b])
  // The name of a property is a string to `propertyNames`.
  guard left.kind == right.kind || (isText(left.kind) && isText(right.kind)) else { return false }
  switch left.kind {
  case .null, .true, .false:
    return true
  case .number:
    if left.isIntegerLiteral, right.isIntegerLiteral {
      return haveSameBytes(left, aBytes, right, bBytes) || isMinusZero(left, aBytes, right, bBytes)
    }
    return JSONDecimal.compare(aBytes.extracting(left.range), bBytes.extracting(right.range)) == 0
  case .string, .key:
    if left.hasEscapes || right.hasEscapes {
      return decodedJSONString(aBytes.extracting(left.range))
        == decodedJSONString(bBytes.extracting(right.range))
    }
    return haveSameBytes(left, aBytes, right, bBytes)
  case .array:
    var i = a + 1
    var j = b + 1
    let (aEnd, bEnd) = (Int(left.next), Int(right.next))
    while i < aEnd, j < bEnd {
      guard areEqual(i, aNodes, aBytes, j, bNodes, bBytes) else { return false }
      i = Int(aNodes[i].next)
      j = Int(bNodes[j].next)
    }
    return i == aEnd && j == bEnd
  case .object:
    return areEqualObjects(a, aNodes, aBytes, b, bNodes, bBytes)
  }
}

@inline(__always)
private func isText(_ kind: JSONKind) -> Bool { kind == .string || kind == .key }

private func areEqualObjects(
  _ a: Int, _ aNodes: Span<JSONNode>, _ aBytes: Span<UInt8>, _ b: Int, _ bNodes: Span<JSONNode>,
  _ bBytes: Span<UInt8>
) -> Bool {
  let (aEnd, bEnd) = (Int(aNodes[a].next), Int(bNodes[b].next))
  var i = a + 1
  var j = b + 1
  // Members in the same order, the usual case, need no sorting.
  while i < aEnd, j < bEnd, aNodes[i].next == bNodes[j].next, areEqual(i, aNodes, aBytes, j, bNodes, bBytes) {
    guard areEqual(i + 1, aNodes, aBytes, j + 1, bNodes, bBytes) else { return false }
    i = Int(aNodes[i + 1].next)
    j = Int(bNodes[j + 1].next)
  }
  if i >= aEnd || j >= bEnd { return i >= aEnd && j >= bEnd }
  let left = sortedKeys(from: i, to: aEnd, aNodes, aBytes)
  let right = sortedKeys(from: j, to: bEnd, bNodes, bBytes)
  guard left.count == right.count else { return false }
  for position in left.indices {
    guard areEqual(left[position], aNodes, aBytes, right[position], bNodes, bBytes),
      areEqual(left[position] + 1, aNodes, aBytes, right[position] + 1, bNodes, bBytes)
    else { return false }
  }
  return true
}

/// The key nodes in an order that depends on the keys alone: by hash, then by bytes.
private func sortedKeys(
  from start: Int, to end: Int, _ nodes: Span<JSONNode>, _ bytes: Span<UInt8>
) -> [Int] {
  var keys: [(hash: UInt32, text: [UInt8], node: Int)] = []
  var key = start
  while key < end {
    keys.append((nodes[key].next, decodedJSONString(bytes.extracting(nodes[key].range)), key))
    key = Int(nodes[key + 1].next)
  }
  keys.sort { a, b in
    if a.hash != b.hash { return a.hash < b.hash }
    if a.text != b.text { return a.text.lexicographicallyPrecedes(b.text) }
    return a.node < b.node
  }
  return keys.map(\.node)
}

@inline(__always)
private func haveSameBytes(_ a: JSONNode, _ aBytes: Span<UInt8>, _ b: JSONNode, _ bBytes: Span<UInt8>) -> Bool
{
  var i = Int(a.start)
  var j = Int(b.start)
  let (aEnd, bEnd) = (Int(a.end), Int(b.end))
  guard aEnd &- i == bEnd &- j else { return false }
  while i < aEnd {
    guard littleEndianWord(aBytes, i, aEnd) == littleEndianWord(bBytes, j, bEnd) else { return false }
    i &+= 8
    j &+= 8
  }
  return true
}

/// `-0` is the one integer with two spellings.
private func isMinusZero(_ a: JSONNode, _ aBytes: Span<UInt8>, _ b: JSONNode, _ bBytes: Span<UInt8>) -> Bool {
  func isZero(_ node: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    bytes[Int(node.end) - 1] == UInt8(ascii: "0")
      && (node.end - node.start == 1
        || node.end - node.start == 2 && bytes[Int(node.start)] == UInt8(ascii: "-"))
  }
  return isZero(a, aBytes) && isZero(b, bBytes)
}

/// A hash under which equal values (``areEqual(_:_:_:_:_:_:)``) are equal. Seeded anew in each process, so
/// that no document can be made to collide, unless its objects have a key twice: then the values of the key count in
/// their order, which only the thorough way minds. It sorts all members.
func equalityHash(
  _ index: Int, _ nodes: Span<JSONNode>, _ bytes: Span<UInt8>, isThorough: Bool = false
) -> UInt64 {
  var hasher = Hasher()
  let node = nodes[index]
  hasher.combine(isText(node.kind) ? JSONKind.string.rawValue : node.kind.rawValue)
  switch node.kind {
  case .null, .true, .false:
    break
  case .number:
    let text = bytes.extracting(node.range)
    let decimal = JSONDecimal(text)
    hasher.combine(decimal.isNegative)
    hasher.combine(decimal.magnitude)
    for position in 0..<decimal.digitCount { hasher.combine(decimal.digit(position, text)) }
  case .string, .key:
    combineString(node, bytes, into: &hasher)
  case .array:
    var element = index + 1
    while element < Int(node.next) {
      hasher.combine(equalityHash(element, nodes, bytes, isThorough: isThorough))
      element = Int(nodes[element].next)
    }
  case .object where isThorough:
    for key in sortedKeys(from: index + 1, to: Int(node.next), nodes, bytes) {
      combineString(nodes[key], bytes, into: &hasher)
      hasher.combine(equalityHash(key + 1, nodes, bytes, isThorough: true))
    }
  case .object:
    // A sum, so that the order of members doesn't count.
    var sum: UInt64 = 0
    var key = index + 1
    while key < Int(node.next) {
      var member = Hasher()
      combineString(nodes[key], bytes, into: &member)
      member.combine(equalityHash(key + 1, nodes, bytes))
      sum &+= UInt64(bitPattern: Int64(member.finalize()))
      key = Int(nodes[key + 1].next)
    }
    hasher.combine(sum)
  }
  return UInt64(bitPattern: Int64(hasher.finalize()))
}

private func combineString(_ node: JSONNode, _ bytes: Span<UInt8>, into hasher: inout Hasher) {
  if node.hasEscapes {
    let decoded = decodedJSONString(bytes.extracting(node.range))
    decoded.withUnsafeBytes { hasher.combine(bytes: $0) }
  } else {
    bytes.extracting(node.range).withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
