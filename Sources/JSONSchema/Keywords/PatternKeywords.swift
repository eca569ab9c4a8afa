import JSON

// `pattern`: an ECMA-262 regular expression that is found anywhere in the string.

extension SchemaCompiler {
  mutating func compilePattern(_ object: SchemaObject, into block: inout [Instruction])
    throws(JSONSchemaError)
  {
    guard let value = object["pattern"] else { return }
    guard let source = value.stringValue else {
      throw malformed(object, "pattern", "must be a string with a regular expression")
    }
    block.append(Instruction(operation: .pattern, a: try addPattern(source, "pattern", at: value.index)))
  }

  /// Compiles an expression, once for each text.
  mutating func addPattern(
    _ source: String, _ keyword: String, at node: Int
  ) throws(JSONSchemaError) -> UInt32 {
    if let known = patternIndices[ExactText(source)] { return known }
    do {
      parts.patterns.append(try Pattern(source))
    } catch {
      throw self.error(
        .invalidPattern, keyword, at: node,
        "\(quoted(source)) is not a usable regular expression: \(error.message)")
    }
    let index = UInt32(parts.patterns.count - 1)
    patternIndices[ExactText(source)] = index
    return index
  }
}

extension Program {
  /// Whether a string or key matches one of ``patterns``.
  @inline(__always)
  func matches(
    _ pattern: Int, _ value: JSONNode, _ bytes: Span<UInt8>, _ state: inout EvaluationState
  ) -> Bool {
    if !value.hasEscapes, let ranges = byteRanges[pattern] {
      return ranges.matches(bytes, Int(value.start), Int(value.end))
    }
    return matches(patterns[pattern], value, bytes, &state)
  }

  @inline(never)
  func matches(
    _ pattern: Pattern, _ value: JSONNode, _ bytes: Span<UInt8>, _ state: inout EvaluationState
  ) -> Bool {
    // After one pattern that used up its limit no other is tried: many of them would add up.
    guard state.stop == .none else { return false }
    let result =
      value.hasEscapes
      ? pattern.match(decodedJSONString(bytes.extracting(value.range)).span)
      : pattern.match(bytes.extracting(value.range))
    switch result {
    case .found: return true
    case .notFound: return false
    case .gaveUp:
      state.stop = .patternLimit
      return false
    }
  }
}

extension OutputCollector {
  mutating func explainPattern(_ instruction: Instruction, _ node: Int, _ stop: EvaluationState.Stop) {
    let source = program.patterns[Int(instruction.a)].source
    if stop == .none {
      report("pattern", node) { "\($0) does not match the pattern \(source)" }
    } else {
      report("pattern", node) {
        "\($0) was not matched against the pattern \(source) because that takes too much work (the pattern backtracks catastrophically)"
      }
    }
  }
}
