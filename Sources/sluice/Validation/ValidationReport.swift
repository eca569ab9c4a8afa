import JSON

/// What has been found so far: prints it in the order of the input, counts it, and shows the progress.
struct ValidationReport {
  private let inputs: [ValidationInput]
  private let write: @Sendable ([UInt8]) -> Bool
  private let warn: @Sendable (String) -> Void
  private var progress: ValidationProgress?
  private(set) var counts = LineBlock.Counts()
  private var findings = InputFindings()
  /// Whether an input could not be read, or not to its end.
  private(set) var hasFailures = false
  /// The input that the last block was from, what was counted before it, and the bytes of those before it.
  private var input = 0
  private var countsBefore = LineBlock.Counts()
  private var bytesBefore = 0

  /// - Parameters:
  ///   - write: prints on standard output; false where that fails.
  ///   - warn: prints a line on standard error.
  init(
    inputs: [ValidationInput], progress: ValidationProgress? = nil,
    write: @escaping @Sendable ([UInt8]) -> Bool, warn: @escaping @Sendable (String) -> Void
  ) {
    self.inputs = inputs
    self.progress = progress
    self.write = write
    self.warn = warn
  }

  /// Prints and counts what is in a block and takes it out of it; false where nothing can be printed.
  mutating func emit(_ block: LineBlock) -> Bool {
    while input < block.input {
      bytesBefore += inputs[input].byteCount ?? 0
      countsBefore = counts
      input += 1
    }
    counts += block.counts
    block.counts = LineBlock.Counts()
    findings += block.findings
    block.findings = InputFindings()
    if !block.output.isEmpty {
      progress?.makeRoomForOutput()
      guard write(block.output) else { return false }
      block.output.removeAll(keepingCapacity: true)
    }
    if case .failure(let failure) = block.content {
      hasFailures = true
      progress?.clear()
      let checked = counts - countsBefore
      var line = "sluice: can't read \(inputs[block.input].name): \(failure.reason)"
      if checked != LineBlock.Counts() {
        line += "; checked until there: \(checked)"
        if failure.isDamage, checked.invalid > 0 { line += "; the last errors may come from the damage" }
      }
      warn(line.printable)
    }
    progress?.show(counts, bytes: bytesBefore + block.position)
    return true
  }

  /// Takes the progress off the terminal.
  mutating func clearProgress() { progress?.clear() }

  /// The last line of the command: `200000 lines, 3987 invalid, 1.2 s`.
  mutating func summary(seconds: Double) -> String {
    progress?.clear()
    let nothing = findings.hasEmptyArray && counts == LineBlock.Counts() ? "0 elements, 0 invalid" : nil
    return "\(nothing ?? counts.description), \(decimal(seconds, places: 1)) s"
  }

  /// What the whole tells that no single error does: that the pointer or the kind of input is wrong.
  ///
  /// - Parameter pointer: where in each value the instances are.
  func notes(pointer: JSONPointer) -> [String] {
    var notes: [String] = []
    let checked = counts.lines + counts.elements + counts.values
    if findings.withoutInstance > 1, findings.withoutInstance == checked {
      notes.append("there is nothing at \(pointer) anywhere: is --pointer right?")
    }
    if let input = findings.inputWithIncompleteLine, counts.lines > 1 {
      notes.append(
        "the first line of \(inputs[input].name) is no whole value; hint: where it is one JSON value, say --input value, or "
          + "--input elements for an array of records")
    }
    if let input = findings.inputWithMoreValues {
      notes.append(
        "\(inputs[input].name) has more than the one value that was expected; hint: where it is JSON Lines, say --input lines"
      )
    }
    if checked == 0, !hasFailures { notes.append("there was nothing to check") }
    return notes
  }
}

extension LineBlock.Counts: CustomStringConvertible {
  static func += (a: inout Self, b: Self) {
    a.lines += b.lines
    a.elements += b.elements
    a.values += b.values
    a.invalid += b.invalid
  }

  static func - (a: Self, b: Self) -> Self {
    .init(
      lines: a.lines - b.lines, elements: a.elements - b.elements, values: a.values - b.values,
      invalid: a.invalid - b.invalid)
  }

  /// `200000 lines, 3987 invalid`, and elements and values where there are any.
  var description: String {
    func part(_ count: Int, _ noun: String) -> String? {
      count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    let parts = [part(lines, "line"), part(elements, "element"), part(values, "value")].compactMap { $0 }
    return (parts.isEmpty ? ["0 lines"] : parts).joined(separator: ", ") + ", \(invalid) invalid"
  }
}
