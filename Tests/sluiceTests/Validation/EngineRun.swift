import JSON
import JSONSchema

@testable import sluice

/// What one run of the engine printed and counted.
struct EngineRun {
  let output: String
  let warnings: [String]
  let counts: LineBlock.Counts
  let hasFailures: Bool

  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Runs the engine.
  ///
  /// - Parameter printLimit: how often something can be printed until that fails.
  init(
    _ inputs: [ValidationInput], schema: String, pointer: String = "",
    format: ProblemWriter.Format = .text, showsValues: Bool = true, reading: JSONReadingOptions = .init(),
    layout: ValidationLayout = .init(jobs: 2), printLimit: Int = .max
  ) throws {
    let document = try JSONDocument(schema)
    let plan = ValidationPlan(
      schema: try JSONSchema(document), topic: SchemaTopic(of: document),
      pointer: JSONPointer(parsing: pointer) ?? JSONPointer(), reading: reading,
      writer: ProblemWriter(format: format, showsValues: showsValues))
    let printed = Printed(limit: printLimit)
    let report = Monitor(
      ValidationReport(inputs: inputs, write: { printed.add($0) }, warn: { printed.warn($0) }))
    runValidation(plan, inputs: inputs, layout: layout, report: report)
    (output, warnings) = printed.all
    (counts, hasFailures) = report.withLock { ($0.counts, $0.hasFailures) }
  }

  private final class Printed: Sendable {
    private struct State {
      var bytes: [UInt8] = []
      var warnings: [String] = []
      var remaining: Int
    }
    private let state: Monitor<State>

    init(limit: Int) { state = Monitor(State(remaining: limit)) }

    func add(_ bytes: [UInt8]) -> Bool {
      state.withLock { state in
        guard state.remaining > 0 else { return false }
        state.remaining -= 1
        state.bytes += bytes
        return true
      }
    }

    func warn(_ line: String) { state.withLock { $0.warnings.append(line) } }

    var all: (String, [String]) {
      state.withLock { (String(decoding: $0.bytes, as: UTF8.self), $0.warnings) }
    }
  }
}

extension ValidationInput {
  /// An input in memory that comes in pieces.
  static func memory(
    _ text: String, name: String = "m", shape: Shape = .lines, pieceSize: Int = .max,
    failure: ReadFailure? = nil
  ) -> ValidationInput {
    ValidationInput(name: name, shape: shape) { () throws(ReadFailure) -> any ByteSource in
      MemorySource(Array(text.utf8), pieceSize: pieceSize, failure: failure)
    }
  }
}

/// The same numbers on every machine (SplitMix64, Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
