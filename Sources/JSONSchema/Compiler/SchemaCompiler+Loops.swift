extension SchemaCompiler {
  /// References, combinations and conditions that lead back to their own schema for the same value would
  /// never end.
  func refuseLoops() throws(JSONSchemaError) {
    enum Mark { case open, done }
    var marks = [Mark?](repeating: nil, count: parts.blocks.count)
    for start in marks.indices where marks[start] == nil {
      var path: [(block: Int, rest: [UInt32])] = [(start, sameValueBlocks(start))]
      marks[start] = .open
      while let top = path.last {
        guard let next = top.rest.last.map(Int.init) else {
          marks[top.block] = .done
          path.removeLast()
          continue
        }
        path[path.count - 1].rest.removeLast()
        switch marks[next] {
        case .done: continue
        case .open:
          throw error(
            .infiniteLoop, "$ref", at: Int(parts.origins[next]),
            "the schema refers back to itself without going deeper into the value, so that checking would never end"
          )
        case nil:
          marks[next] = .open
          path.append((next, sameValueBlocks(next)))
        }
      }
    }
  }

  /// The blocks that a block applies to the same value.
  private func sameValueBlocks(_ block: Int) -> [UInt32] {
    let range = parts.blocks[block]
    return parts.instructions[Int(range.start)..<Int(range.end)].flatMap { instruction -> [UInt32] in
      switch instruction.operation {
      case .reference, .call, .frame, .not: [instruction.a]
      case .allOf, .anyOf, .oneOf: Array(parts.branches[Int(instruction.a)..<Int(instruction.b)])
      case .condition: [instruction.a, instruction.b, instruction.c]
      case .dependency: [parts.dependencies[Int(instruction.a)].property.block]
      default: []
      }
    }
  }
}
