import JSON
import JSONSchema

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Checks blocks, one after the other: what each worker has for itself.
///
/// A valid line costs no allocation: it is read where it stands in the block, into nodes that are reused.
struct BlockChecker {
  let plan: ValidationPlan
  let inputs: [ValidationInput]
  /// Bytes of output after which it is printed although the block isn't done.
  let outputLimit: Int
  private var reader: JSONReader

  init(_ plan: ValidationPlan, inputs: [ValidationInput], outputLimit: Int) {
    self.plan = plan
    self.inputs = inputs
    self.outputLimit = outputLimit
    self.reader = JSONReader(options: plan.reading)
  }

  /// Checks what is in a block, and puts counts and output into it.
  ///
  /// - Parameter printEarly: prints what is in the block so far; false when the work is to stop.
  /// - Returns: false when the work is to stop.
  mutating func check(_ block: LineBlock, printEarly: (LineBlock) -> Bool) -> Bool {
    switch block.content {
    case .failure: return true
    case .lines(let firstNumber):
      let goesOn = checkLines(block, firstNumber, printEarly)
      // Its nodes are given back as its bytes are.
      if block.isGrown { reader = JSONReader(options: plan.reading) }
      return goesOn
    case .text(let text): return checkText(text, in: block, printEarly)
    }
  }

  private mutating func checkLines(
    _ block: LineBlock, _ firstNumber: Int, _ printEarly: (LineBlock) -> Bool
  ) -> Bool {
    let buffer = UnsafeBufferPointer(block.buffer.bindMemory(to: UInt8.self))
    let file = inputs[block.input].name
    let end = block.lines.upperBound
    var start = block.lines.lowerBound
    var number = firstNumber
    while start < end {
      let lineEnd = lineEnd(buffer, from: start, to: end)
      let line = UnsafeBufferPointer(rebasing: buffer[start..<lineEnd]).span
      if !isBlank(line) {
        block.counts.lines += 1
        if !isValid(line) {
          block.counts.invalid += 1
          // A long line must not have its nodes twice.
          if block.isGrown { reader = JSONReader(options: plan.reading) }
          let problem = problem(of: Array(buffer[start..<lineEnd]))
          note(problem, isFirstLine: number == 1, in: block)
          let place = InstancePlace(file: file, line: number, column: 1)
          plan.writer.write(problem, at: place, to: &block.output) {
            (number, $0 + 1)
          }
          if block.output.count >= outputLimit, !printEarly(block) { return false }
        }
      }
      number += 1
      start = lineEnd + 1
    }
    return true
  }

  /// The quick check, without a reason.
  private mutating func isValid(_ line: Span<UInt8>) -> Bool {
    do {
      if plan.pointer.tokens.isEmpty { return try plan.schema.isValid(line, reader: &reader) }
      try reader.read(line)
    } catch {
      return false
    }
    let nodes = reader.nodes
    guard let node = plan.flatPointer.resolve(line, nodes.span) else { return false }
    return plan.schema.isValid(bytes: line, nodes: nodes.span, at: node)
  }

  private func note(_ problem: InstanceProblem, isFirstLine: Bool, in block: LineBlock) {
    switch problem {
    case .nothingThere: block.findings.withoutInstance += 1
    case .notJSON(let error, _, _) where isFirstLine && error.code == .unexpectedEnd:
      block.findings.inputWithIncompleteLine = block.input
    default: break
    }
  }

  /// Why a line is not valid.
  private func problem(of line: [UInt8]) -> InstanceProblem {
    do {
      let document = try JSONDocument(line, options: plan.reading)
      guard let node = plan.flatPointer.resolve(document.bytes.span, document.nodes.span) else {
        return .nothingThere(plan.pointer)
      }
      return .invalid(plan.schema.errors(in: document, at: node, limit: InstanceProblem.soughtErrors))
    } catch {
      return InstanceProblem(error, in: line, pointer: plan.pointer)
    }
  }
}

private func lineEnd(_ buffer: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
  guard let base = buffer.baseAddress, let found = memchr(base + start, 0x0A, end - start) else { return end }
  return UnsafeRawPointer(found) - UnsafeRawPointer(base)
}

/// Whether a line has nothing but white space.
private func isBlank(_ line: Span<UInt8>) -> Bool {
  for i in line.indices {
    let byte = line[i]
    if byte != 0x20, byte != 0x09, byte != 0x0D { return false }
  }
  return true
}
