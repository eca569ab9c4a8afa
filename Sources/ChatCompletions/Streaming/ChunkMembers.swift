import JSON

/// The members of one object of a chunk that mean something here, found in one pass over it: a chunk comes for every token,
/// and looking each of them up would take most of its time.
struct ChunkMembers {
  /// Their names.
  enum Key: Int, CaseIterable {
    case choices, usage, id, model, error
    case delta, message, finishReason, nativeFinishReason
    case content, reasoning, reasoningContent, refusal, toolCalls
  }

  private let document: JSONDocument
  /// Where the values stand among the nodes; 0, which is the root, for those that are absent.
  private var places = [14 of Int](repeating: 0)

  /// - Parameter index: where the object stands among the nodes.
  init(of index: Int, in document: JSONDocument) {
    self.document = document
    guard document.nodes[index].kind == .object else { return }
    let end = Int(document.nodes[index].next)
    var child = index + 1
    while child < end {
      if let key = Self.key(document.bytes.span.extracting(document.nodes[child].range)) {
        places[key.rawValue] = child + 1
      }
      child = Int(document.nodes[child + 1].next)
    }
  }

  /// The value of a member; nil where there is none or it is `null`.
  subscript(key: Key) -> JSONElement? {
    let place = places[key.rawValue]
    return place == 0 || document.nodes[place].kind == .null ? nil : document.element(at: place)
  }

  /// The text of a member that is a string.
  func text(_ key: Key) -> String? { self[key]?.stringValue }

  private static func key(_ name: Span<UInt8>) -> Key? {
    switch name.count {
    case 2: name.equals("id") ? .id : nil
    case 5:
      name.equals("model")
        ? .model
        : name.equals("usage") ? .usage : name.equals("error") ? .error : name.equals("delta") ? .delta : nil
    case 7:
      name.equals("choices")
        ? .choices
        : name.equals("content")
          ? .content : name.equals("refusal") ? .refusal : name.equals("message") ? .message : nil
    case 9: name.equals("reasoning") ? .reasoning : nil
    case 10: name.equals("tool_calls") ? .toolCalls : nil
    case 13: name.equals("finish_reason") ? .finishReason : nil
    case 17: name.equals("reasoning_content") ? .reasoningContent : nil
    case 20: name.equals("native_finish_reason") ? .nativeFinishReason : nil
    default: nil
    }
  }
}
