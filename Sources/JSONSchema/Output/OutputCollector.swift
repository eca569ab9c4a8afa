import JSON

/// The second pass over a value: finds what is wrong with an invalid one and says so, or collects what the schema says of a
/// valid one.
///
/// It follows the program's blocks as the first pass does, but goes on after a failure, and knows the way that it came. The
/// keyword files hold the sentences.
struct OutputCollector {
  let program: Program
  let document: JSONDocument
  let limit: Int
  private(set) var errors: [ValidationError] = []
  private(set) var annotations: [Annotation] = []
  /// Set while an alternative is tried, of which only this is wanted.
  private(set) var tally: Tally?
  private var instancePath = JSONPointer()
  private var keywordPath = JSONPointer()
  /// The schema that is being explained: its node, and how much of `keywordPath` leads to it.
  private var origin = (node: 0, length: 0)
  private var depth = 0
  /// What is left of the work that this pass may do, and the verdicts that it remembers; shared by the collectors of
  /// all alternatives.
  private let evaluation: Evaluation

  private final class Evaluation {
    var state: EvaluationState
    /// Blocks that may still be gone through.
    var remainingBlocks: Int
    /// The values of an `enum` or `const` in the order of the schema, by its index.
    var entriesInOrder: [UInt32: [Program.EnumEntry]] = [:]
    /// Suggestions that may still be looked for.
    var remainingSuggestions = 100
    /// The alternatives that came closest, by their instruction's first branch and the value's node: explained in full
    /// once, or nested alternatives would multiply.
    var closestBranches: [UInt64: Int] = [:]

    init(nodeCount: Int) {
      state = EvaluationState(nodeCount: nodeCount)
      remainingBlocks = 10_000 + 16 * nodeCount
    }
  }

  /// Blocks inside one another that are explained. Frames are about three times as large as in the first pass.
  private static let maximumDepth = EvaluationState.maximumDepth / 4

  init(program: Program, document: JSONDocument, limit: Int) {
    self.program = program
    self.document = document
    self.limit = limit
    self.evaluation = Evaluation(nodeCount: document.nodes.count)
  }

  /// Whether no more errors are wanted.
  var isFull: Bool { (tally?.count ?? errors.count) >= limit }

  /// Whether another block may be gone through inside the present one.
  var canGoDeeper: Bool { depth < Self.maximumDepth }

  /// The pointer to the value that is being explained.
  var instanceLocation: String { instancePath.description }

  /// A collector at the same place that only counts what is wrong, to try an alternative.
  func tallying() -> OutputCollector {
    var copy = self
    copy.tally = Tally(depth: instancePath.tokens.count)
    return copy
  }

  /// What is wrong with a value by an alternative, as far as it tells how close the alternative came.
  struct Tally {
    /// How deep the value lies that the alternative is for.
    let depth: Int
    private(set) var count = 0
    private var isWrongKind = false
    private var isWrongTag = false

    init(depth: Int) {
      self.depth = depth
    }

    mutating func add(_ keyword: String?, depth: Int) {
      count += 1
      // A property with a constant tells the branches of a union apart.
      if keyword == "const" { isWrongTag = true }
      if depth == self.depth, ["type", "const", "enum"].contains(keyword) { isWrongKind = true }
    }

    /// Whether this alternative came closer than another: a wrong type or constant of the value itself is far, then a wrong
    /// tag, then the number of errors counts.
    func isCloser(than other: Tally) -> Bool {
      func rank(_ tally: Tally) -> Int { (tally.isWrongKind ? 2 : 0) + (tally.isWrongTag ? 1 : 0) }
      return (rank(self), count) < (rank(other), other.count)
    }
  }

  /// Collects what is wrong with a value by a block.
  mutating func collect(_ block: UInt32, _ node: Int) {
    guard spendBlock() else { return }
    guard canGoDeeper else {
      if passes(block, node) { return }
      report(nil, node) { _ in "the value has errors that lie too deep to be listed" }
      return
    }
    enter(block) { collector, instructions in
      for index in instructions where !collector.isFull {
        collector.explain(collector.program.instructions[index], node)
      }
    }
  }

  /// Counts a block that is gone through; false where there were too many, since alternatives may multiply them.
  func spendBlock() -> Bool {
    guard evaluation.remainingBlocks > 0 else { return false }
    evaluation.remainingBlocks -= 1
    return true
  }

  /// Goes through the instructions of a block as a schema of its own.
  mutating func enter(_ block: UInt32, _ body: (inout OutputCollector, Range<Int>) -> Void) {
    let outer = origin
    if program.origins[Int(block)] != Program.noOrigin {
      origin = (Int(program.origins[Int(block)]), keywordPath.tokens.count)
    }
    depth += 1
    let range = program.blocks[Int(block)]
    body(&self, Int(range.start)..<Int(range.end))
    depth -= 1
    origin = outer
  }

  private mutating func explain(_ instruction: Instruction, _ node: Int) {
    switch instruction.operation {
    // These go straight down: what they hold is explained where it stands.
    case .reference, .call:
      let keyword = Program.ReferenceKeyword(rawValue: instruction.variant) ?? .ref
      within([keyword.name]) { $0.collect(instruction.a, node) }
    case .frame: collect(instruction.a, node)
    case .unevaluatedProperties, .unevaluatedItems: explainUnevaluated(instruction, node)
    case .properties: explainProperties(instruction, node)
    case .propertyNames: explainPropertyNames(instruction, node)
    case .items: explainItems(instruction, node)
    case .allOf: explainAllOf(instruction, node)
    default: explainFailure(instruction, node)
    }
  }

  private mutating func explainFailure(_ instruction: Instruction, _ node: Int) {
    let (isValid, state) = evaluate {
      program.passes(instruction, node, document.bytes.span, document.nodes.span, &$0)
    }
    if isValid { return }
    switch instruction.operation {
    case .never: report(nil, node) { _ in "no value is allowed here" }
    case .type: explainType(instruction, node)
    case .enumeration, .constant: explainEnumeration(instruction, node)
    case .bounds: explainBounds(instruction, node)
    case .multipleOf: explainMultipleOf(instruction, node)
    case .length: explainLength(instruction, node)
    case .pattern: explainPattern(instruction, node, state.stop)
    case .format: explainFormat(instruction, node)
    case .content: explainContent(instruction, node)
    case .itemCount, .propertyCount: explainCount(instruction, node)
    case .uniqueItems: explainUniqueItems(node)
    case _ where state.stop != .none: explainStop(node, state.stop)
    case .contains: explainContains(instruction, node)
    case .dependency: explainDependency(instruction, node)
    case .anyOf: explainAnyOf(instruction, node)
    case .oneOf: explainOneOf(instruction, node)
    case .not: explainNot(node)
    case .condition: explainCondition(instruction, node)
    case .reference, .call, .frame, .unevaluatedProperties, .unevaluatedItems, .mark, .annotation,
      .properties,
      .propertyNames,
      .items, .allOf:
      break
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
    let hasWorkLeft = evaluation.remainingBlocks > 0 && evaluation.state.spendBlock()
    explainStop(node, hasWorkLeft ? .depthLimit : .workLimit)
  }

  /// The alternative that came closest to a value, where that was found out before.
  func knownClosestBranch(_ instruction: Instruction, _ node: Int) -> Int? {
    evaluation.closestBranches[UInt64(instruction.a) << 32 | UInt64(node)]
  }

  /// Keeps which alternative came closest to a value.
  func rememberClosestBranch(_ branch: Int, _ instruction: Instruction, _ node: Int) {
    evaluation.closestBranches[UInt64(instruction.a) << 32 | UInt64(node)] = branch
  }

  /// Whether a part of the value may be passed over because nothing is wrong with it: cheaper than going through it, which
  /// makes paths and looks names up. Not far down, or the deepest values would be checked once for each level.
  func isFaultless(_ block: UInt32, _ node: Int) -> Bool {
    depth < Self.shallowDepth && passes(block, node)
  }

  private static let shallowDepth = 8

  /// The values of an `enum` or `const` in the order of the schema, sorted once for all errors.
  func entriesInOrder(_ index: UInt32) -> [Program.EnumEntry] {
    if let known = evaluation.entriesInOrder[index] { return known }
    let list = program.enumerations[Int(index)]
    let entries = program.enumEntries[Int(list.firstString)..<Int(list.endOther)].sorted { $0.node < $1.node }
    evaluation.entriesInOrder[index] = entries
    return entries
  }

  /// The name that a misspelt one probably means. Comparing it with all others takes its time: where there are hundreds of
  /// mistakes only the first get a suggestion.
  func suggestion(for name: String, among candidates: @autoclosure () -> [String]) -> String? {
    guard tally == nil, evaluation.remainingSuggestions > 0 else { return nil }
    evaluation.remainingSuggestions -= 1
    return closestName(to: name, among: candidates())
  }

  /// Runs a check from the present place on: whether it holds, and the state that it left.
  func evaluate(_ check: (inout EvaluationState) -> Bool) -> (isValid: Bool, state: EvaluationState) {
    var state = evaluation.state
    evaluation.state = EvaluationState(nodeCount: 0)
    state.start(depth: depth)
    let isValid = check(&state)
    evaluation.state = state
    return (isValid && state.stop == .none, state)
  }

  /// Whether a value satisfies a block.
  func passes(_ block: UInt32, _ node: Int) -> Bool {
    evaluate { program.satisfies(block, node, document.bytes.span, document.nodes.span, &$0) }.isValid
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
    if tally != nil {
      tally?.add(keyword, depth: instancePath.tokens.count)
      return
    }
    guard !isFull else { return }
    let isKey = document.nodes[node].kind == .key
    let value = shortText(of: document, node)
    let location = keyword.map { keywordPath.appending($0) } ?? keywordPath
    errors.append(
      ValidationError(
        instanceLocation: instancePath.description,
        instanceOffset: document.nodes[node].rawRange.lowerBound,
        keywordLocation: location.description,
        absoluteKeywordLocation: program.absoluteLocation(
          of: origin.node, JSONPointer(Array(location.tokens[origin.length...]))),
        message: message(isKey ? "the property name \(value)" : value),
        // Property names are not values.
        messageWithoutValue: isKey
          ? message("the property name \(value)") : withoutValue ?? message("the value")))
  }

  /// Adds the annotation of a keyword, given by its value, of the present schema and value.
  mutating func appendAnnotation(_ value: Int) {
    let keyword = program.schema.text(at: value - 1)
    let location = keywordPath.appending(keyword)
    annotations.append(
      Annotation(
        keyword: keyword, instanceLocation: instancePath.description, keywordLocation: location.description,
        absoluteKeywordLocation: program.absoluteLocation(of: origin.node, JSONPointer([keyword])),
        value: JSONValue(program.schema.element(at: value))))
  }

  /// Goes some steps into the schema.
  mutating func within(_ keywords: [String], _ body: (inout OutputCollector) -> Void) {
    keywordPath.tokens.append(contentsOf: keywords)
    body(&self)
    keywordPath.tokens.removeLast(keywords.count)
  }

  /// Goes some steps into the schema and one into the value.
  mutating func descend(_ keywords: [String], _ step: String, _ body: (inout OutputCollector) -> Void) {
    instancePath.tokens.append(step)
    within(keywords, body)
    instancePath.tokens.removeLast()
  }
}
