import JSON

/// The second pass over a value that is known to be invalid: finds what is wrong, where, and says so.
///
/// It follows the program's blocks as ``Program/run(_:_:_:_:_:)`` does but goes on after a failure. The
/// keyword files hold the sentences.
struct ErrorCollector {
  let program: Program
  let document: JSONDocument
  let limit: Int
  private(set) var errors: [ValidationError] = []
  private var instancePath = JSONPointer()
  private var keywordPath = JSONPointer()
  private var depth = 0
  /// The work that this pass may still do, shared by the collectors of all alternatives.
  private let budget: Budget

  private final class Budget {
    var blocks: Int
    init(blocks: Int) { self.blocks = blocks }
  }

  /// Blocks inside one another that are explained. Frames are about three times as large as in the first pass.
  private static let maximumDepth = EvaluationState.maximumDepth / 4

  init(program: Program, document: JSONDocument, limit: Int) {
    self.program = program
    self.document = document
    self.limit = limit
    self.budget = Budget(blocks: EvaluationState.blockLimit(nodeCount: document.nodes.count))
  }

  /// Whether no more errors are wanted.
  var isFull: Bool { errors.count >= limit }

  /// The pointer to the value that is being explained.
  var instanceLocation: String { instancePath.description }

  /// A collector without errors at the same place, to try an alternative.
  func nested() -> ErrorCollector {
    var copy = self
    copy.errors = []
    return copy
  }

  /// Collects what is wrong with a value by a block.
  mutating func collect(_ block: UInt32, _ node: Int) {
    guard budget.blocks > 0 else { return }
    budget.blocks -= 1
    guard depth < Self.maximumDepth else {
      if passes(block, node) { return }
      report(nil, node) { _ in "the value has errors that lie too deep to be listed" }
      return
    }
    depth += 1
    let range = program.blocks[Int(block)]
    for index in range.start..<range.end where !isFull { explain(program.instructions[Int(index)], node) }
    depth -= 1
  }

  private mutating func explain(_ instruction: Instruction, _ node: Int) {
    switch instruction.operation {
    // These go straight down: what they hold is explained where it stands.
    case .reference: within(["$ref"]) { $0.collect(instruction.a, node) }
    case .properties: explainProperties(instruction, node)
    case .propertyNames: explainPropertyNames(instruction, node)
    case .items: explainItems(instruction, node)
    case .allOf: explainAllOf(instruction, node)
    default: explainFailure(instruction, node)
    }
  }

  private mutating func explainFailure(_ instruction: Instruction, _ node: Int) {
    var state = newState()
    let isValid = program.passes(instruction, node, document.bytes.span, document.nodes.span, &state)
    budget.blocks = state.remainingBlocks
    if isValid, state.stop == .none { return }
    switch instruction.operation {
    case .never: report(nil, node) { _ in "no value is allowed here" }
    case .type: explainType(instruction, node)
    case .enumeration, .constant: explainEnumeration(instruction, node)
    case .minimum, .exclusiveMinimum, .maximum, .exclusiveMaximum: explainBound(instruction, node)
    case .multipleOf: explainMultipleOf(instruction, node)
    case .length: explainLength(instruction, node)
    case .pattern: explainPattern(instruction, node, state.stop)
    case .format: explainFormat(instruction, node)
    case .itemCount, .propertyCount: explainCount(instruction, node)
    case .uniqueItems: explainUniqueItems(node)
    case _ where state.stop != .none: explainStop(node, state.stop)
    case .contains: explainContains(instruction, node)
    case .dependency: explainDependency(instruction, node)
    case .anyOf: explainAnyOf(instruction, node)
    case .oneOf: explainOneOf(instruction, node)
    case .not: explainNot(node)
    case .condition: explainCondition(instruction, node)
    case .reference, .properties, .propertyNames, .items, .allOf: break
    }
  }

  /// The evaluation was given up somewhere below.
  mutating func explainStop(_ node: Int, _ stop: EvaluationState.Stop) {
    switch stop {
    case .none: break
    case .patternLimit:
      report(nil, node) {
        "\($0) could not be checked: a pattern takes too much work (it backtracks catastrophically)"
      }
    case .depthLimit:
      report(nil, node) { _ in "the value and the schema are nested too deeply to be checked" }
    case .workLimit:
      report(nil, node) { _ in
        "the value could not be checked: the alternatives of the schema take too much work"
      }
    }
  }

  /// The value is invalid, but what is wrong with it lies beyond the limits of this pass.
  mutating func explainGivingUp(_ node: Int) {
    explainStop(node, budget.blocks > 0 ? .depthLimit : .workLimit)
  }

  /// The state for a check from the present place on.
  func newState() -> EvaluationState {
    EvaluationState(depth: depth, remainingBlocks: budget.blocks)
  }

  /// Whether a value satisfies a block.
  func passes(_ block: UInt32, _ node: Int) -> Bool {
    var state = newState()
    let isValid = program.run(block, node, document.bytes.span, document.nodes.span, &state)
    budget.blocks = state.remainingBlocks
    return isValid && state.stop == .none
  }

  /// The text of a string or key.
  func text(_ node: Int) -> String {
    let range = document.nodes[node].range
    return document.nodes[node].hasEscapes
      ? String(decoding: decodedJSONString(document.bytes.span.extracting(range)), as: UTF8.self)
      : String(decoding: document.bytes[range], as: UTF8.self)
  }

  /// Adds an error at the present place.
  ///
  /// - Parameters:
  ///   - keyword: the keyword that failed, or nil where the place already names it.
  ///   - withoutValue: the message without the value; made from `message` where it is nil.
  ///   - message: makes the message from the words for the value.
  mutating func report(
    _ keyword: String?, _ node: Int, _ withoutValue: String? = nil, _ message: (String) -> String
  ) {
    let isKey = document.nodes[node].kind == .key
    let value = shortText(of: document, node)
    append(
      ValidationError(
        instanceLocation: instancePath.description,
        instanceOffset: document.nodes[node].rawRange.lowerBound,
        keywordLocation: (keyword.map { keywordPath.appending($0) } ?? keywordPath).description,
        message: message(isKey ? "the property name \(value)" : value),
        messageWithoutValue: withoutValue ?? message(isKey ? "the property name" : "the value")))
  }

  mutating func append(_ error: ValidationError) {
    if !isFull { errors.append(error) }
  }

  /// Goes some steps into the schema.
  mutating func within(_ keywords: [String], _ body: (inout ErrorCollector) -> Void) {
    keywordPath.tokens.append(contentsOf: keywords)
    body(&self)
    keywordPath.tokens.removeLast(keywords.count)
  }

  /// Goes some steps into the schema and one into the value.
  mutating func descend(_ keywords: [String], _ step: String, _ body: (inout ErrorCollector) -> Void) {
    instancePath.tokens.append(step)
    within(keywords, body)
    instancePath.tokens.removeLast()
  }
}
