import JSON
import JSONSchema

extension BlockChecker {
  /// Checks a whole JSON text: as one instance, or each element of an array.
  mutating func checkText(_ text: [UInt8], in block: LineBlock, _ printEarly: (LineBlock) -> Bool) -> Bool {
    var places = TextPlaces()
    let document: JSONDocument
    do {
      document = try JSONDocument(text, options: plan.reading)
    } catch {
      let problem = InstanceProblem(error, in: text, pointer: plan.pointer)
      report(problem, offset: error.offset, element: nil, in: block, text, &places)
      block.counts.values += 1
      if error.code == .trailingContent { block.findings.inputWithMoreValues = block.input }
      return true
    }
    let shape = inputs[block.input].shape
    guard let node = plan.flatPointer.resolve(document.bytes.span, document.nodes.span) else {
      if shape != .value, document.root.kind == .array {
        return checkElements(of: 0, each: plan.flatPointer, document, block, &places, printEarly)
      }
      block.counts.values += 1
      report(
        .nothingThere(plan.pointer), offset: document.offset(of: 0), element: nil, in: block, text, &places)
      return true
    }
    let isArray = document.nodes[node].kind == .array
    if shape == .elements, !isArray {
      block.counts.values += 1
      report(.noArray, offset: document.offset(of: node), element: nil, in: block, text, &places)
      return true
    }
    let isList = isArray && (shape == .elements || shape == .valueOrElements && plan.topic == .objects)
    let isValid =
      !isList && plan.schema.isValid(bytes: document.bytes.span, nodes: document.nodes.span, at: node)
    // What is valid after all is no list: a keyword beside a draft 7 reference says nothing.
    if isList || isArray && !isValid && shape == .valueOrElements && plan.topic == .noArrays {
      return checkElements(of: node, each: FlatPointer(JSONPointer()), document, block, &places, printEarly)
    }
    block.counts.values += 1
    if !isValid { reportErrors(document, node, element: nil, block, &places) }
    return true
  }

  private func checkElements(
    of array: Int, each pointer: FlatPointer, _ document: JSONDocument, _ block: LineBlock,
    _ places: inout TextPlaces, _ printEarly: (LineBlock) -> Bool
  ) -> Bool {
    let end = Int(document.nodes[array].next)
    var child = array + 1
    var element = 0
    if child == end { block.findings.hasEmptyArray = true }
    while child < end {
      block.counts.elements += 1
      if let node = pointer.resolve(document.bytes.span, document.nodes.span, from: child) {
        if !plan.schema.isValid(bytes: document.bytes.span, nodes: document.nodes.span, at: node) {
          reportErrors(document, node, element: element, block, &places)
        }
      } else {
        report(
          .nothingThere(plan.pointer), offset: document.offset(of: child), element: element, in: block,
          document.bytes, &places)
      }
      if block.output.count >= outputLimit, !printEarly(block) { return false }
      child = Int(document.nodes[child].next)
      element += 1
    }
    return true
  }

  private func reportErrors(
    _ document: JSONDocument, _ node: Int, element: Int?, _ block: LineBlock, _ places: inout TextPlaces
  ) {
    let errors = plan.schema.errors(in: document, at: node, limit: InstanceProblem.soughtErrors)
    report(
      .invalid(errors), offset: document.offset(of: node), element: element, in: block, document.bytes,
      &places)
  }

  private func report(
    _ problem: InstanceProblem, offset: Int, element: Int?, in block: LineBlock, _ text: [UInt8],
    _ places: inout TextPlaces
  ) {
    block.counts.invalid += 1
    if case .nothingThere = problem { block.findings.withoutInstance += 1 }
    let start = places.advance(to: offset, in: text)
    let place = InstancePlace(
      file: inputs[block.input].name, line: start.line, column: start.column, element: element,
      hasManyLines: true)
    // No error of an instance stands before it.
    let outer = places
    var inner = places
    plan.writer.write(problem, at: place, to: &block.output) { offset in
      if offset < inner.offset { inner = outer }
      return inner.advance(to: offset, in: text)
    }
  }
}

extension JSONDocument {
  /// Offset of a value's first byte.
  fileprivate func offset(of node: Int) -> Int { nodes[node].rawRange.lowerBound }
}

/// Lines and columns of offsets in a text, each a step on from the one before.
struct TextPlaces {
  /// How far the text has been looked through.
  private(set) var offset = 0
  private var line = 1
  private var lineStart = 0

  /// Line and column, in bytes, of an offset that is not before the last one.
  mutating func advance(to target: Int, in text: [UInt8]) -> (line: Int, column: Int) {
    for i in offset..<max(offset, target) where text[i] == 0x0A {
      line += 1
      lineStart = i + 1
    }
    offset = target
    return (line, target - lineStart + 1)
  }
}
