import JSON

/// The JSON Pointer from a document's root to one of its nodes.
func pointer(to node: Int, in document: JSONDocument) -> JSONPointer {
  var tokens: [String] = []
  var container = 0
  while container != node {
    let isObject = document.nodes[container].kind == .object
    var child = container + 1
    var position = 0
    while true {
      let value = isObject ? child + 1 : child
      let next = Int(document.nodes[value].next)
      if node < next {
        tokens.append(isObject ? keyText(child, in: document) : String(position))
        container = value
        break
      }
      child = next
      position += 1
    }
  }
  return JSONPointer(tokens)
}

/// The decoded text of a key node.
func keyText(_ node: Int, in document: JSONDocument) -> String {
  String(
    decoding: decodedJSONString(document.bytes.span.extracting(document.nodes[node].range)), as: UTF8.self)
}
