import JSON

extension Program {
  /// The place of a keyword as a URI: that of the schema resource that it belongs to, with a JSON Pointer from the
  /// resource's root as the fragment.
  ///
  /// - Parameters:
  ///   - node: the schema's node.
  ///   - path: the way from there to the keyword.
  func absoluteLocation(of node: Int, _ path: JSONPointer) -> String {
    // Of the resources that hold the node the innermost starts last.
    let resource = resources.filter { $0.root <= node && node < Int(schema.nodes[$0.root].next) }
      .max { $0.root < $1.root }
    let root = resource?.root ?? 0
    // What a fragment may hold as it is: RFC 3986, section 3.5.
    let tokens = pointer(to: node, from: root, in: schema).tokens + path.tokens
    return (resource?.uri ?? "") + "#"
      + percentEncoded(JSONPointer(tokens).description, keeping: "-._~!$&'()*+,;=:@/?")
  }
}
