import JSON

/// One record from those of a document's chunks, in order.
///
/// Objects are merged member by member, arrays joined without repeats, and of several scalars the first that is not null
/// stands. Thin on purpose: conflicts aren't settled by evidence yet.
func mergedRecord(_ parts: [JSONValue]) -> JSONValue {
  parts.dropFirst().reduce(parts.first ?? .null, merged)
}

private func merged(_ first: JSONValue, _ second: JSONValue) -> JSONValue {
  switch (first, second) {
  case (.null, _): return second
  case (.object(var object), .object(let other)):
    for member in other.members {
      object[member.key] = object[member.key].map { merged($0, member.value) } ?? member.value
    }
    return .object(object)
  case (.array(let elements), .array(let others)):
    var seen = Set(elements)
    return .array(elements + others.filter { seen.insert($0).inserted })
  default: return first
  }
}
