import Documents
import Extraction

/// What reading all documents told of a run.
struct PlanFindings: Sendable {
  /// The forecast for the documents as the options have them read.
  var chosen = Forecast()
  /// The forecasts with and without the lines that repeat in folders; nil where no line does.
  var repeated: (without: Forecast, with: Forecast)?
  /// The main content of pages against all of their text, for some of the pages; nil where that isn't a choice.
  var mainContent: (pages: Int, full: Forecast, main: Forecast)?
  /// Documents that can't be read, by kind.
  var unreadable: [DocumentError.Kind: Int] = [:]
  /// Files in folders that are no documents, and paths to those that were read already.
  var passedOver = PassedOverFiles()
  /// Whether the forecasts have a cost.
  var isPriced = false

  var unreadableCount: Int { unreadable.values.reduce(0, +) }
  var documentCount: Int { chosen.documents + unreadableCount }
}
