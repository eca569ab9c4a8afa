import JSON

/// Other texts of the same JSON value.
struct Rewriting {
  let document: JSONDocument
  /// Every character of a string or key as `\uXXXX`.
  var escapesStrings = false
  /// The members of every object from the last to the first.
  var reversesMembers = false
  /// White space wherever it may stand.
  var isSpaced = false

  func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    write(0, to: &bytes)
    return bytes
  }

  private func write(_ index: Int, to bytes: inout [UInt8]) {
    let node = document.nodes[index]
    switch node.kind {
    case .array, .object:
      let isObject = node.kind == .object
      var children: [Int] = []
      var child = index + 1
      while child < Int(node.next) {
        children.append(child)
        child = Int(document.nodes[isObject ? child + 1 : child].next)
      }
      if isObject, reversesMembers { children.reverse() }
      bytes.append(UInt8(ascii: isObject ? "{" : "["))
      for (position, child) in children.enumerated() {
        if position > 0 { bytes.append(UInt8(ascii: ",")) }
        space(&bytes)
        if isObject {
          writeString(document.nodes[child], to: &bytes)
          space(&bytes)
          bytes.append(UInt8(ascii: ":"))
          space(&bytes)
        }
        write(isObject ? child + 1 : child, to: &bytes)
        space(&bytes)
      }
      bytes.append(UInt8(ascii: isObject ? "}" : "]"))
    case .string: writeString(node, to: &bytes)
    default: bytes.append(contentsOf: document.bytes[node.range])
    }
  }

  private func space(_ bytes: inout [UInt8]) {
    if isSpaced { bytes.append(contentsOf: " \n\t\r".utf8) }
  }

  private func writeString(_ node: JSONNode, to bytes: inout [UInt8]) {
    guard escapesStrings else {
      bytes.append(contentsOf: document.bytes[node.rawRange])
      return
    }
    bytes.append(UInt8(ascii: "\""))
    let text = String(decoding: decodedJSONString(document.bytes.span.extracting(node.range)), as: UTF8.self)
    for unit in text.utf16 {
      let digits = String(unit, radix: 16)
      bytes.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
