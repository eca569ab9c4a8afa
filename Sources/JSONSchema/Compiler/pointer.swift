import JSON

/// The JSON Pointer from one node of a document to another below it.
func pointer(to node: Int, from root: Int, in document: JSONDocument) -> JSONPointer {
  var tokens: [String] = []
  var container = root
  while container != node {
    let isObject = document.nodes[container].kind == .object
    var child = container + 1
    var position = 0
    while true {
      let value = isObject ? child + 1 : child
      let next = Int(document.nodes[value].next)
      if node < next {
        tokens.append(isObject ? document.text(at: child) : String(position))
        container = value
        break
      }
      child = next
      position += 1
    }
  }
  return JSONPointer(tokens)
}
