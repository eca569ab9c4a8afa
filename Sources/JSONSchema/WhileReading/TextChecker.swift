import JSON

/// Validates a text while it is being read: without nodes, and without hashing the keys that a schema names.
///
/// It knows only the valid case: true means that the text is JSON and valid, false that this can't be told, because
/// something is wrong or too unusual (a key with escapes, say). Then the text is read and checked in the usual way, which
/// also finds the errors. Reading and checking cost a third less together than one after the other (invoices
/// of 890 bytes).
///
/// Scalars are read into a node of their own and checked by the ``Program``, so that only objects and arrays are different.
struct TextChecker: Sendable {
  /// What a block asks of containers, put together from its instructions and those it refers to.
  struct Plan: BitwiseCopyable, Sendable {
    /// The block for values that are no containers.
    var run: Program.Block
    var allowsObjects = true
    var allowsArrays = true
    /// Index into ``Program/objects``, or ``noIndex`` where members are not looked at.
    var object = noIndex
    var fewestMembers: UInt32 = 0
    var mostMembers = Program.unbounded
    /// The block for elements.
    var element = Program.always
    var fewestElements: UInt32 = 0
    var mostElements = Program.unbounded
    var elementsDiffer = false
  }

  static let noIndex = UInt32.max
  /// Containers inside one another that are read here. The usual way has no recursion while it reads.
  private static let maximumDepth = 100

  let program: Program
  let plans: ContiguousArray<Plan>
  /// A name for each of ``Program/properties``.
  let names: ContiguousArray<NameInText>

  /// Whether a text is surely JSON and valid.
  func accepts(_ bytes: Span<UInt8>, _ options: JSONReadingOptions) -> Bool {
    guard bytes.count <= min(options.maximumByteCount, Int(Int32.max)) else { return false }
    var state = EvaluationState(nodeCount: bytes.count / 8)
    let depth = Self.maximumDepth - min(options.maximumDepth, Self.maximumDepth)
    let refusesDuplicates = options.duplicateKeys == .reject
    var i = 0
    JSONReader.skipWhiteSpace(bytes, &i)
    guard accepts(Program.rootBlock, bytes, &i, depth, refusesDuplicates, &state), state.stop == .none else {
      return false
    }
    JSONReader.skipWhiteSpace(bytes, &i)
    return i == bytes.count
  }

  /// Whether the value at `i` is surely JSON and satisfies a block. Moves behind it.
  @inline(__always)
  private func accepts(
    _ block: UInt32, _ bytes: Span<UInt8>, _ i: inout Int, _ depth: Int, _ refusesDuplicates: Bool,
    _ state: inout EvaluationState
  ) -> Bool {
    guard i < bytes.count else { return false }
    let start = i
    let node: JSONNode
    var flags: UInt32 = 0
    let byte = bytes[i]
    if byte == UInt8(ascii: "\"") {
      i &+= 1
      guard JSONReader.scanString(bytes, &i, &flags) == nil else { return false }
      node = JSONNode(kind: .string, start: start &+ 1, end: i &- 1, next: 1, flags: flags)
      let run = plans[Int(block)].run
      // The commonest checks of strings, where they are alone in their block: the call would cost more than they do.
      if run.kinds & KindMask.string != 0, run.end &- run.first == 1, !node.hasEscapes {
        let instruction = program.instructions[Int(run.first)]
        if instruction.operation == .length {
          return program.hasLength(instruction.a, instruction.b, node, bytes)
        }
        if instruction.operation == .pattern, let ranges = program.byteRanges[Int(instruction.a)] {
          return ranges.matches(bytes, start &+ 1, i &- 1)
        }
      }
    } else if byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "-") {
      guard JSONReader.scanNumber(bytes, &i, &flags) else { return false }
      node = JSONNode(kind: .number, start: start, end: i, next: 1, flags: flags)
      let run = plans[Int(block)].run
      // The same for the bounds of numbers.
      if run.kinds & KindMask.bit(of: node) != 0, run.end &- run.first == 1 {
        let instruction = program.instructions[Int(run.first)]
        if instruction.operation == .bounds { return isInside(instruction.a, node, bytes) }
      }
    } else if byte == UInt8(ascii: "{") {
      return acceptsObject(plans[Int(block)], bytes, &i, depth, refusesDuplicates, &state)
    } else if byte == UInt8(ascii: "[") {
      return acceptsArray(plans[Int(block)], bytes, &i, depth, refusesDuplicates, &state)
    } else {
      guard let kind = JSONReader.scanLiteral(bytes, &i) else { return false }
      node = JSONNode(kind: kind, start: start, end: i, next: 1)
    }
    return program.satisfies(plans[Int(block)].run, block, node, 0, bytes, CollectionOfOne(node).span, &state)
  }

  @inline(never)
  private func isInside(_ bounds: UInt32, _ number: JSONNode, _ bytes: Span<UInt8>) -> Bool {
    program.isInside(bounds, number, bytes)
  }

  @inline(never)
  private func acceptsObject(
    _ plan: Plan, _ bytes: Span<UInt8>, _ i: inout Int, _ depth: Int, _ refusesDuplicates: Bool,
    _ state: inout EvaluationState
  ) -> Bool {
    guard plan.allowsObjects, depth < Self.maximumDepth else { return false }
    let object = plan.object == Self.noIndex ? Self.anyMembers : program.objects[Int(plan.object)]
    let end = Int(object.endProperty)
    var next = Int(object.firstProperty)
    var seen: UInt64 = 0
    var namesSeen: UInt64 = 0
    var count: UInt32 = 0
    i &+= 1
    JSONReader.skipWhiteSpace(bytes, &i)
    guard i < bytes.count else { return false }
    var isAtEnd = bytes[i] == UInt8(ascii: "}")
    while !isAtEnd {
      guard i < bytes.count, bytes[i] == UInt8(ascii: "\"") else { return false }
      i &+= 1
      var block = object.additional
      if skipName(&next, end, bytes, &i) || readName(&next, object, bytes, &i) {
        let property = program.properties[next]
        if property.isDeclared { block = property.block }
        seen |= property.requiredBit
        if refusesDuplicates, isSeen(next &- Int(object.firstProperty), &namesSeen) { return false }
        next &+= 1
      } else if refusesDuplicates {
        return false
      }
      // Behind a name there is a colon, unless the name could not be read.
      guard bytes[i &- 1] == UInt8(ascii: ":") else { return false }
      JSONReader.skipWhiteSpace(bytes, &i)
      guard accepts(block, bytes, &i, depth &+ 1, refusesDuplicates, &state) else { return false }
      count &+= 1
      guard let isLast = closes(UInt8(ascii: "}"), bytes, &i) else { return false }
      isAtEnd = isLast
    }
    i &+= 1
    return seen & object.required == object.required && count >= plan.fewestMembers
      && count <= plan.mostMembers
  }

  /// Behind a member or element: whether its container ends here with a bracket, or a comma says that another follows, which
  /// is skipped; nil where there is neither.
  @inline(__always)
  private func closes(_ bracket: UInt8, _ bytes: Span<UInt8>, _ i: inout Int) -> Bool? {
    JSONReader.skipWhiteSpace(bytes, &i)
    guard i < bytes.count else { return nil }
    guard bytes[i] == UInt8(ascii: ",") else { return bytes[i] == bracket ? true : nil }
    i &+= 1
    JSONReader.skipWhiteSpace(bytes, &i)
    return false
  }

  /// What holds for members where a schema says nothing.
  private static var anyMembers: Program.ObjectPlan {
    Program.ObjectPlan(
      firstProperty: 0, endProperty: 0, firstPattern: 0, endPattern: 0, additional: Program.always,
      required: 0)
  }

  /// Whether a property has been seen before, or is one of those that are not kept count of.
  private func isSeen(_ position: Int, _ seen: inout UInt64) -> Bool {
    guard position < 64, seen >> UInt64(position) & 1 == 0 else { return true }
    seen |= 1 << UInt64(position)
    return false
  }

  /// Skips a name, its quote and the colon, if it is that of one of the next properties in compact text.
  @inline(__always)
  private func skipName(_ next: inout Int, _ end: Int, _ bytes: Span<UInt8>, _ i: inout Int) -> Bool {
    guard i &+ 16 <= bytes.count else { return false }
    let word = littleEndianWord(bytes, i, bytes.count)
    let nextWord = littleEndianWord(bytes, i &+ 8, bytes.count)
    var index = next
    let last = min(end, next &+ 4)
    while index < last {
      if names[index].begins(word, nextWord) {
        next = index
        i &+= names[index].count
        return true
      }
      index &+= 1
    }
    return false
  }

  /// Reads a name and the colon behind it. Whether the schema has a property of that name, which is the next then.
  ///
  /// Where a name is malformed, or no colon follows, `i` is not behind a colon.
  @inline(never)
  private func readName(
    _ next: inout Int, _ object: Program.ObjectPlan, _ bytes: Span<UInt8>, _ i: inout Int
  ) -> Bool {
    let start = i
    var flags: UInt32 = 0
    var hash: UInt32 = 0
    guard JSONReader.scanKey(bytes, &i, &flags, &hash) == nil else {
      i = start
      return false
    }
    let key = JSONNode(kind: .key, start: start, end: i &- 1, next: Int(hash), flags: flags)
    JSONReader.skipWhiteSpace(bytes, &i)
    guard i < bytes.count, bytes[i] == UInt8(ascii: ":") else {
      i = start
      return false
    }
    i &+= 1
    let index = program.property(key, object, bytes, Int(object.endProperty))
    guard index >= 0 else { return false }
    next = index
    return true
  }

  @inline(never)
  private func acceptsArray(
    _ plan: Plan, _ bytes: Span<UInt8>, _ i: inout Int, _ depth: Int, _ refusesDuplicates: Bool,
    _ state: inout EvaluationState
  ) -> Bool {
    guard plan.allowsArrays, depth < Self.maximumDepth else { return false }
    var count: UInt32 = 0
    var strings = FewStrings()
    i &+= 1
    JSONReader.skipWhiteSpace(bytes, &i)
    guard i < bytes.count else { return false }
    var isAtEnd = bytes[i] == UInt8(ascii: "]")
    while !isAtEnd {
      let start = i
      guard accepts(plan.element, bytes, &i, depth &+ 1, refusesDuplicates, &state) else { return false }
      if plan.elementsDiffer, !strings.insert(start..<i, bytes) { return false }
      count &+= 1
      guard let isLast = closes(UInt8(ascii: "]"), bytes, &i) else { return false }
      isAtEnd = isLast
    }
    i &+= 1
    return count >= plan.fewestElements && count <= plan.mostElements
  }
}
