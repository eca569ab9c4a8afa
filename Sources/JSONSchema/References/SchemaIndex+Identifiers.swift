import JSON

extension SchemaIndex {
  /// The base URI that a schema sets, or nil where it sets none.
  func identifier(
    of element: JSONElement, base: String, _ dialect: Dialect
  ) throws(JSONSchemaError) -> String? {
    let keyword = dialect.identifierKeyword
    guard element.kind == .object, let value = element[keyword] else { return nil }
    if dialect.ignoresSiblingsOfReferences, element["$ref"] != nil { return nil }
    guard let text = value.stringValue else {
      throw error(.malformed, keyword, value, "\"\(keyword)\" must be a string with a URI reference")
    }
    let (path, fragment) = splitFragment(text)
    if let fragment, !fragment.isEmpty {
      guard dialect.draft <= .draft7 else {
        throw error(
          .malformed, keyword, value, "\"$id\" must not have a fragment; use \"$anchor\" for a name")
      }
    }
    // "" and "#" are the URI that the schema has already.
    if path.isEmpty { return nil }
    return resolveURI(path, base: base)
  }

  mutating func addAnchors(of element: JSONElement, in resource: Int) throws(JSONSchemaError) {
    let dialect = resources[resource].dialect
    if dialect.draft <= .draft7 {
      let keyword = dialect.identifierKeyword
      guard element["$ref"] == nil, let value = element[keyword], let text = value.stringValue else { return }
      if let fragment = splitFragment(text).fragment, !fragment.isEmpty {
        try addAnchor(fragment, keyword, value, of: element, in: resource)
      }
      return
    }
    for keyword in ["$anchor", "$dynamicAnchor"] where dialect.has(keyword) {
      guard let value = element[keyword] else { continue }
      guard let name = value.stringValue, isAnchorName(name) else {
        throw error(
          .malformed, keyword, value,
          "\"\(keyword)\" must be a name: a letter or \"_\", then letters, digits, \"-\", \"_\" and \".\"")
      }
      try addAnchor(name, keyword, value, of: element, in: resource)
      if keyword == "$dynamicAnchor" {
        resources[resource].dynamicAnchors[ExactText(name)] = element.index
      }
    }
    if dialect.has("$recursiveAnchor"), element["$recursiveAnchor"]?.boolValue == true,
      element.index == resources[resource].root
    {
      resources[resource].dynamicAnchors[Self.recursive] = element.index
    }
  }

  private mutating func addAnchor(
    _ name: String, _ keyword: String, _ value: JSONElement, of element: JSONElement, in resource: Int
  ) throws(JSONSchemaError) {
    let known = resources[resource].anchors.updateValue(element.index, forKey: ExactText(name))
    if let known, known != element.index {
      throw error(.malformed, keyword, value, "the anchor \(quoted(name)) stands in this schema twice")
    }
  }

  private func isAnchorName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isASCIILetter(first) || first == UInt8(ascii: "_") else {
      return false
    }
    return name.utf8.allSatisfy {
      isASCIILetter($0) || isASCIIDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        || $0 == UInt8(ascii: ".")
    }
  }
}
