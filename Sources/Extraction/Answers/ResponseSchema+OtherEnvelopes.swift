import JSON

/// Records that an answer holds elsewhere than where they were asked for.
extension ResponseSchema {
  /// The readings of a value that lacks the envelope it was asked for, or that has one it wasn't asked for. Only what can be
  /// told by its shape alone; whether the records are valid is for the caller to see, and one reading at most is.
  func recordsInOtherEnvelope(_ value: AnswerValue) -> [(records: [JSONValue], mends: Mends)] {
    let root = value.document.root
    if let key = envelope.key, let member = root[key] {
      // The envelope is there, but what stands in it may be a string of JSON.
      guard let text = member.stringValue,
        case .values(let inner) = answerContent(Array("{\"\(key)\":\(text)}".utf8)), inner.count == 1,
        let records = records(in: inner[0].document.root)
      else { return [] }
      return [(records, inner[0].mends.union(.doubleEncoding))]
    }
    // A bracket in prose, such as `[1]`, is no answer.
    guard !value.mends.contains(.textAround) || value.mends.contains(.codeFence) else { return [] }
    let isRow = value.mends.contains(.valuesInRow)
    var readings: [[JSONValue]] = []
    switch envelope {
    case .none:
      if root.kind == .array, !isRow, root.elements.count == 1 {
        readings.append(root.elements.map(JSONValue.init))
      }
      if let inner = wrapped(root) {
        readings.append(inner.kind == .array ? inner.elements.map(JSONValue.init) : [JSONValue(inner)])
        if readings.last?.count != 1 { readings.removeLast() }
      }
    case .record:
      if !isRow { readings.append([JSONValue(root)]) }
    case .records:
      // Whether several envelopes go on with one list, or say it twice, no one can tell.
      if root.kind == .array, !root.elements.contains(where: { records(in: $0) != nil }) {
        readings.append(root.elements.map(JSONValue.init))
      }
      if let inner = wrapped(root), inner.kind == .array, inner.elements.isEmpty == false {
        readings.append(inner.elements.map(JSONValue.init))
      }
      if isRecord(root) { readings.append([JSONValue(root)]) }
    }
    return readings.map { ($0, isRow ? [] : .envelope) }
  }

  /// What stands in an object's one member, where that is no property of a record.
  private func wrapped(_ root: JSONElement) -> JSONElement? {
    guard let properties = schema["properties"]?.objectValue, root.members.count == 1,
      let member = root.members.first, properties[member.key] == nil
    else { return nil }
    return member.value
  }

  /// Whether all members of an object are properties of a record.
  private func isRecord(_ root: JSONElement) -> Bool {
    guard let properties = schema["properties"]?.objectValue, root.kind == .object else { return false }
    let members = root.members
    return !members.isEmpty && members.allSatisfy { properties[$0.key] != nil }
  }
}
