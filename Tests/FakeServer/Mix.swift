import TestSupport

/// What becomes of one request at a provider that misbehaves by chance, whatever the load: 5% 429,
/// 3% 5xx, 2% broken JSON, 2% answers against the schema, 1% resets in the middle, 0.5% that are never answered.
struct Mix {
  private let chance: Double
  private let choice: Int

  /// The same seed and place give the same fate.
  init(seed: UInt64, index: Int) {
    // SplitMix64.
    var z = seed &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    z ^= z >> 31
    chance = Double(z >> 11) / Double(1 << 53)
    choice = Int(z & 0x3FF)
  }

  /// Whether the answer is billed and no record can be had from it.
  var mustBeAskedAgain: Bool { (0.10..<0.13).contains(chance) }

  func reply(_ good: String) -> FakeReply {
    switch chance {
    case ..<0.05:
      return .error(429, "Rate limit exceeded")
    case ..<0.08: return .error([500, 502, 503, 504][choice % 4], "Provider returned error")
    case ..<0.10: return .completion(Self.broken[choice % Self.broken.count](good))
    case ..<0.12: return .completion(Self.invalid[choice % Self.invalid.count](good))
    case ..<0.13: return .completion(good).delivered(.reset(afterBodyBytes: 60))
    case ..<0.135: return .never
    default: return .completion(good)
    }
  }

  /// Ways to write the same record badly.
  private static let broken: [@Sendable (String) -> String] = [
    { $0.dropLast() + ",}" },
    { $0.replacing("\"", with: "'") },
    { $0.replacing("\"number\"", with: "number").replacing("\"total\"", with: "total") },
    { "```json\n\($0)\n```" },
    { "Here is the record: \($0)\nAnything else?" },
    { "\u{FEFF}<think>The number is plain.</think>" + $0 },
    { quoted($0) },
  ]

  /// Ways to break the schema.
  private static let invalid: [@Sendable (String) -> String] = [
    { $0.replacing(",\"total\":12.50", with: "") },
    { $0.replacing("12.50", with: "\"12.50\"") },
    { $0.replacing("12.50", with: "null") },
    { $0.replacing("INV-", with: "Invoice ") },
    { $0.dropLast() + ",\"tax\":0}" },
  ]
}
