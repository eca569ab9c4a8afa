import Logging

/// Prints each event of a logger as one line on standard error: `sluice: answered attempt=1 generation=gen-… …`.
struct RequestLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.debug

  /// A logger whose lines go to standard error.
  static func logger() -> Logger { Logger(label: "sluice.chat") { _ in RequestLogHandler() } }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let pairs = all.sorted { $0.key < $1.key }.map { "\($0.key)=\("\($0.value)".printable)" }
    printError("sluice: \(event.message) \(pairs.joined(separator: " "))")
  }
}
