import JSON

/// What one chunk of a document says of its record.
struct PartialRecord {
  let value: JSONValue
  /// JSON Pointers of the values that don't stand in the document's text.
  let ungrounded: Set<String>
}

/// One record from those of a document's chunks, in order.
///
/// Objects are merged member by member. Arrays are joined without what an earlier chunk has said already; equal elements of
/// one chunk stay. Of several scalars the first that is not null and
/// stands in the document's text counts; where none does, the first that is not null. What disagrees is not reported yet.
func mergedRecord(_ parts: [PartialRecord]) -> JSONValue {
  guard let first = parts.first else { return .null }
  var value = first.value
  var ungrounded = first.ungrounded
  for part in parts.dropFirst() {
    value = merged(value, part.value, at: JSONPointer(), &ungrounded, part.ungrounded)
  }
  return value
}

/// - Parameter ungrounded: the pointers of `first` without evidence; those of the result afterwards.
private func merged(
  _ first: JSONValue, _ second: JSONValue, at pointer: JSONPointer, _ ungrounded: inout Set<String>,
  _ secondUngrounded: Set<String>
) -> JSONValue {
  switch (first, second) {
  case (.object(var object), .object(let other)):
    for member in other.members {
      let earlier = object[member.key] ?? .null
      object[member.key] = merged(
        earlier, member.value, at: pointer.appending(member.key), &ungrounded, secondUngrounded)
    }
    return .object(object)
  case (.array(let elements), .array(let others)):
    let known = Set(elements)
    return .array(elements + others.filter { !known.contains($0) })
  case (_, .null):
    return first
  default:
    let place = pointer.description
    let isBetter = ungrounded.contains(place) && !secondUngrounded.contains(place)
    guard first == .null || isBetter else { return first }
    ungrounded.remove(place)
    for other in secondUngrounded where other == place || other.hasPrefix(place + "/") {
      ungrounded.insert(other)
    }
    return second
  }
}
