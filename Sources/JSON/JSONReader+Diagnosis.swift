extension JSONReader {
  /// The code for a bracket that stands where a comma has promised another member or element.
  static func precise(_ code: JSONError.Code, at offset: Int, _ bytes: Span<UInt8>) -> JSONError.Code {
    let bracket: UInt8
    switch code {
    case .expectedKey: bracket = UInt8(ascii: "}")
    case .expectedValue: bracket = UInt8(ascii: "]")
    default: return code
    }
    guard offset < bytes.count, bytes[offset] == bracket else { return code }
    var i = offset - 1
    while i >= 0, bytes[i] <= 0x20 { i -= 1 }
    return i >= 0 && bytes[i] == UInt8(ascii: ",") ? .trailingComma : code
  }

  /// The offset of a key that its object has twice, or nil. `n log n` in the number of keys, whatever their hashes.
  static func duplicateKeyOffset(
    in nodes: Span<JSONNode>, object: Int, bytes: Span<UInt8>
  ) -> Int? {
    if nodes[object].count <= 16 {
      // Few keys, the usual case: compare every pair of hashes without allocating.
      let end = Int(nodes[object].next)
      var key = object + 1
      while key < end {
        var other = Int(nodes[key + 1].next)
        while other < end {
          if nodes[key].next == nodes[other].next, sameKey(nodes[key], nodes[other], bytes) {
            return Int(nodes[other].start) - 1
          }
          other = Int(nodes[other + 1].next)
        }
        key = Int(nodes[key + 1].next)
      }
      return nil
    }
    var keys: [(hash: UInt32, index: Int)] = []
    var key = object + 1
    while key < Int(nodes[object].next) {
      keys.append((nodes[key].next, key))
      key = Int(nodes[key + 1].next)
    }
    keys.sort { $0.hash < $1.hash }
    var run = 0
    while run < keys.count {
      var end = run + 1
      while end < keys.count, keys[end].hash == keys[run].hash { end += 1 }
      if end - run > 1 {
        var seen: Set<[UInt8]> = []
        for entry in keys[run..<end].sorted(by: { $0.index < $1.index })
        where !seen.insert(decodedJSONString(bytes.extracting(nodes[entry.index].range))).inserted {
          return Int(nodes[entry.index].start) - 1
        }
      }
      run = end
    }
    return nil
  }

  private static func sameKey(_ a: JSONNode, _ b: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    decodedJSONString(bytes.extracting(a.range)) == decodedJSONString(bytes.extracting(b.range))
  }

  /// The JSON Pointer of the value that was being read when reading failed.
  static func openPointer(
    _ nodes: ContiguousArray<JSONNode>, _ state: State, in bytes: Span<UInt8>
  ) -> String {
    var tokens: [String] = []
    var container = state.container
    var count = state.count
    var inner = nodes.count
    while container != noContainer {
      if nodes[container].kind == .array {
        tokens.append(String(count))
      } else {
        // The last key before the inner container: walk the closed members.
        var key = container + 1
        var last: Int?
        while key < inner {
          last = key
          guard key + 1 < inner, Int(nodes[key + 1].next) < inner else { break }
          key = Int(nodes[key + 1].next)
        }
        if let last {
          tokens.append(
            String(decoding: decodedJSONString(bytes.extracting(nodes[last].range)), as: UTF8.self))
        }
      }
      inner = container
      container = Int(nodes[container].next)
      if container != noContainer { count = Int(nodes[container].end) }
    }
    return JSONPointer(tokens.reversed()).description
  }
}
