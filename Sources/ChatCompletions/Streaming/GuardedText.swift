/// A text that grows under a ``RunawayGuard``.
struct GuardedText: Sendable {
  private(set) var bytes: [UInt8] = []
  private let maximumBytes: Int
  private let patience: Int
  private var runaway: RunawayGuard

  init(maximumBytes: Int, patience: Int) {
    self.maximumBytes = maximumBytes
    self.patience = patience
    runaway = RunawayGuard(maximumBytes: maximumBytes, patience: patience)
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Nothing but white space.
  var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What the text ran into where the limit of tokens ended it.
  var reasonForLength: CutReason? { runaway.reasonForLength }

  /// Adds to the text; a reason to read no further, where there is one.
  mutating func append(_ text: String) -> CutReason? {
    bytes.append(contentsOf: text.utf8)
    return runaway.look(at: bytes)
  }

  /// Begins anew.
  mutating func removeAll() {
    self = GuardedText(maximumBytes: maximumBytes, patience: patience)
  }
}
