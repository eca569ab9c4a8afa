import Documents
import Extraction
import JSON

/// A plan in words and as JSON.
struct PlanReport {
  private let findings: PlanFindings
  private let model: String
  private let server: String
  private let dropsRepeated: Bool

  init(_ findings: PlanFindings, model: String, server: String, _ options: ReadingOptionGroup) {
    self.findings = findings
    self.model = model
    self.server = server
    dropsRepeated = options.dropRepeated
  }

  private var unreadable: [(kind: String, count: Int)] {
    findings.unreadable.map { ($0.key.rawValue, $0.value) }.sorted {
      ($1.1, $0.0) < ($0.1, $1.0)
    }
  }

  // MARK: Text

  /// Lines for a person. Needs no colour and no width.
  var text: String {
    let forecast = findings.chosen
    var lines = ["documents    \(grouped(findings.documentCount))" + unreadableText]
    var text =
      "text         \(counted(forecast.textByteCount, "byte")) in \(counted(forecast.chunks, "chunk"))"
    if forecast.splitDocuments > 0 {
      text += ", \(counted(forecast.splitDocuments, "document")) in more than one"
    }
    lines += [text, "model        \(model.printable) at \(server.printable)", ""]
    lines += table(forecast)
    if let passedOver = findings.passedOver.sentence { lines += ["", passedOver] }
    if let saving = repeatedText { lines += ["", saving] }
    if let saving = mainContentText { lines += [findings.repeated == nil ? "\n" + saving : saving] }
    return lines.joined(separator: "\n") + "\n"
  }

  private var unreadableText: String {
    guard findings.unreadableCount > 0 else { return "" }
    let kinds = unreadable.map { "\(grouped($0.count)) \($0.kind)" }.joined(separator: ", ")
    return ", of which \(grouped(findings.unreadableCount)) can't be read (\(kinds))"
  }

  private func table(_ forecast: Forecast) -> [String] {
    let (expected, bound) = (forecast.expected, forecast.upperBound)
    let dollars = { (cost: Double) in findings.isPriced ? "$" + decimal(cost, places: 4) : "unknown" }
    let rows = [
      ("", "expected", "upper bound"),
      ("requests", grouped(expected.requests), grouped(bound.requests)),
      ("tokens in", grouped(expected.promptTokens), grouped(bound.promptTokens)),
      ("tokens out, a guess", grouped(expected.completionTokens), grouped(bound.completionTokens)),
      ("cost", dollars(expected.cost), dollars(bound.cost)),
    ]
    return rows.map { padded($0.0, to: -20) + padded($0.1, to: 16) + padded($0.2, to: 18) }
  }

  private var repeatedText: String? {
    guard let (without, with) = findings.repeated else { return nil }
    let share = saved(from: without, to: with)
    guard dropsRepeated || share >= 0.001 else { return nil }
    return
      "--drop-repeated \(dropsRepeated ? "saves" : "would save") \(percent(share)) of the tokens in (expected "
      + "\(grouped(with.expected.promptTokens)) for \(grouped(without.expected.promptTokens)), upper bound "
      + "\(grouped(with.upperBound.promptTokens)) for \(grouped(without.upperBound.promptTokens)))"
  }

  private var mainContentText: String? {
    guard let (pages, full, main) = findings.mainContent, saved(from: full, to: main) >= 0.001 else {
      return nil
    }
    return
      "--content main would save about \(percent(saved(from: full, to: main))) of the tokens in for HTML pages (as of "
      + "\(counted(pages, "page")) read both ways)"
  }

  /// The share of the tokens in that goes, as far as both have the documents.
  private func saved(from full: Forecast, to less: Forecast) -> Double {
    guard full.expected.promptTokens > 0 else { return 0 }
    return max(0, 1 - Double(less.expected.promptTokens) / Double(full.expected.promptTokens))
  }

  private func percent(_ share: Double) -> String { decimal(share * 100, places: 1) + "%" }

  // MARK: JSON

  /// One JSON object on a line.
  var json: String {
    let forecast = findings.chosen
    var object: JSONValue = [
      "documents": .number(JSONNumber(findings.documentCount)),
      "unreadable": .object([:]),
      "passedOver": .number(JSONNumber(findings.passedOver.unread)),
      "model": .string(model),
      "textBytes": .number(JSONNumber(forecast.textByteCount)),
      "chunks": .number(JSONNumber(forecast.chunks)),
      "splitDocuments": .number(JSONNumber(forecast.splitDocuments)),
      "expected": json(forecast.expected), "upperBound": json(forecast.upperBound),
    ]
    var kinds = JSONObject()
    for (kind, count) in unreadable { kinds[kind] = .number(JSONNumber(count)) }
    object["unreadable"] = .object(kinds)
    if let (without, with) = findings.repeated {
      object["dropRepeated"] = [
        "without": ["expected": json(without.expected), "upperBound": json(without.upperBound)],
        "with": ["expected": json(with.expected), "upperBound": json(with.upperBound)],
      ]
    }
    if let (pages, full, main) = findings.mainContent {
      object["contentMain"] = [
        "pages": .number(JSONNumber(pages)), "full": json(full.expected), "main": json(main.expected),
      ]
    }
    return String(decoding: object.serialized(), as: UTF8.self) + "\n"
  }

  private func json(_ amount: Forecast.Amount) -> JSONValue {
    [
      "requests": .number(JSONNumber(amount.requests)),
      "promptTokens": .number(JSONNumber(amount.promptTokens)),
      "completionTokens": .number(JSONNumber(amount.completionTokens)),
      "cost": findings.isPriced ? dollars(amount.cost) : .null,
    ]
  }

  /// To a millionth: sums of products have digits that mean nothing.
  private func dollars(_ cost: Double) -> JSONValue {
    JSONNumber((cost * 1e6).rounded() / 1e6).map(JSONValue.number) ?? .null
  }
}

/// A text with blanks before it, or with a negative width behind it, up to a width.
private func padded(_ text: String, to width: Int) -> String {
  let blanks = String(repeating: " ", count: max(0, abs(width) - text.utf8.count))
  return width < 0 ? text + blanks : blanks + text
}
