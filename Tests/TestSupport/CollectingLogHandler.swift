package import Logging
import Synchronization

/// A log handler that keeps every line, metadata included, for tests of what is logged and of what must not be.
package struct CollectingLogHandler: LogHandler {
  /// The lines of one or more loggers, in order.
  package final class Lines: Sendable {
    private let kept = Mutex<[String]>([])
    package init() {}
    package var all: [String] { kept.withLock { $0 } }
    func append(_ line: String) { kept.withLock { $0.append(line) } }
  }

  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level = .trace
  private let lines: Lines

  /// A logger, at its most talkative, whose lines go into `lines`.
  package static func logger(into lines: Lines) -> Logger {
    Logger(label: "test") { _ in CollectingLogHandler(lines: lines) }
  }

  init(lines: Lines) { self.lines = lines }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let pairs = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    lines.append("\(event.level) \(event.message) \(pairs.joined(separator: " "))")
  }
}
