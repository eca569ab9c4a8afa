import JSON

/// A compiled schema: flat arrays of plain values, shared by all threads and never changed.
///
/// A block is the checks of one subschema, a range of `instructions`. All of them must hold.
final class Program: Sendable {
  /// What an object's members must be: `properties`, `patternProperties`, `additionalProperties` and
  /// `required` in one.
  struct ObjectPlan: BitwiseCopyable, Sendable {
    /// Range of ``Program/properties``.
    var firstProperty: UInt32
    var endProperty: UInt32
    /// Where the hash table starts in ``Program/slots``, and its size less one; 0 where there is none.
    var firstSlot: UInt32 = 0
    var slotMask: UInt32 = 0
    /// Range of ``Program/patternProperties``.
    var firstPattern: UInt32
    var endPattern: UInt32
    /// Block for members that none of these name.
    var additional: UInt32
    /// One bit for each required property.
    var required: UInt64
  }

  /// A property that a schema names.
  struct Property: BitwiseCopyable, Sendable {
    /// ``jsonKeyHash(_:)`` of the name.
    var hash: UInt32
    /// The name.
    var name: Name
    /// The block for its value.
    var block: UInt32
    /// The block's entry in ``Program/runs``.
    var plan: Block
    /// Its bit in ``ObjectPlan/required``, or 0.
    var requiredBit: UInt64
    /// Whether `properties` has it; false where only `required` does.
    var isDeclared: Bool
  }

  /// A pattern for names and the block for their values.
  struct PatternProperty: BitwiseCopyable, Sendable {
    var pattern: UInt32
    var block: UInt32
  }

  /// What holds where a property is present.
  struct Dependency: BitwiseCopyable, Sendable {
    /// The property.
    var property: Property
    /// Which keyword it came from.
    var keyword: DependencyKeyword
  }

  /// The three keywords for dependencies.
  enum DependencyKeyword: String, Sendable {
    case dependentRequired, dependentSchemas, dependencies
  }

  /// A value of an `enum` or `const`: its hash, its node in the schema document and, for a string, its text.
  struct EnumEntry: BitwiseCopyable, Sendable {
    var hash: UInt64
    var node: UInt32
    var name: Name
  }

  /// A string of the schema in ``Program/nameWords``: where its words start, its length in bytes, and the first word
  /// again: most names need no other.
  struct Name: BitwiseCopyable, Sendable {
    var start: UInt32
    var count: UInt32
    var firstWord: UInt64
  }

  /// The checks of one schema.
  struct Block: BitwiseCopyable, Sendable {
    /// Range of ``Program/instructions``.
    var start: UInt32
    var end: UInt32
    /// The first instruction that is still to be checked for a value whose kind is in `kinds`.
    var first: UInt32
    /// The kinds of values that the schema allows (``KindMask``).
    var kinds = KindMask.all
    /// Whether all instructions only look at the value itself.
    var isLeaf = false
    /// Whether it records, for a frame around it, which children it has evaluated.
    var marks = false

    init(_ range: Range<Int>, of instructions: ContiguousArray<Instruction>, marks: Bool = false) {
      start = UInt32(range.lowerBound)
      end = UInt32(range.upperBound)
      first = start
      self.marks = marks
      isLeaf = instructions[range].allSatisfy(\.operation.isCheck)
      guard let instruction = instructions[range].first else { return }
      if instruction.operation == .type {
        (kinds, first) = (instruction.a, start + 1)
      } else if instruction.operation == .never {
        kinds = 0
      }
    }
  }

  /// The block that every value satisfies.
  static let always: UInt32 = 0
  /// The block that no value satisfies.
  static let never: UInt32 = 1
  /// The block of the whole schema.
  static let rootBlock: UInt32 = 2
  /// No upper bound.
  static let unbounded = UInt32.max
  /// The origin of a block that no schema stands for.
  static let noOrigin = Int(UInt32.max)

  /// The arrays while a program is built.
  struct Parts: Sendable {
    var instructions: ContiguousArray<Instruction> = []
    var bounds: ContiguousArray<Bounds> = []
    var blocks: ContiguousArray<Block> = []
    var origins: ContiguousArray<UInt32> = []
    var branches: ContiguousArray<UInt32> = []
    var objects: ContiguousArray<ObjectPlan> = []
    var properties: ContiguousArray<Property> = []
    var slots: ContiguousArray<UInt32> = []
    var patternProperties: ContiguousArray<PatternProperty> = []
    var dependencies: ContiguousArray<Dependency> = []
    var enumEntries: ContiguousArray<EnumEntry> = []
    var enumerations: ContiguousArray<Enumeration> = []
    var divisors: ContiguousArray<Divisor> = []
    var patterns: ContiguousArray<Pattern> = []
    var nameWords: ContiguousArray<UInt64> = []

    /// How much there is of what grows with the schema.
    var size: Int {
      instructions.count + branches.count + properties.count + patternProperties.count + enumEntries.count
    }
  }

  let instructions: ContiguousArray<Instruction>
  let bounds: ContiguousArray<Bounds>
  /// The quick way into ``bounds``.
  let ranges: ContiguousArray<(low: Double, high: Double)>
  let blocks: ContiguousArray<Block>
  /// What is run for each block: itself, or what it refers to where it is nothing but a reference.
  let runs: ContiguousArray<Block>
  /// The schema's node for each block.
  let origins: ContiguousArray<UInt32>
  let branches: ContiguousArray<UInt32>
  let objects: ContiguousArray<ObjectPlan>
  let properties: ContiguousArray<Property>
  let slots: ContiguousArray<UInt32>
  let patternProperties: ContiguousArray<PatternProperty>
  let dependencies: ContiguousArray<Dependency>
  let enumEntries: ContiguousArray<EnumEntry>
  let enumerations: ContiguousArray<Enumeration>
  let divisors: ContiguousArray<Divisor>
  let patterns: ContiguousArray<Pattern>
  /// For each pattern the matcher that needs no reference to it, where there is one.
  let byteRanges: ContiguousArray<ByteRanges?>
  /// Names as little-endian words, each name padded with zeros to whole words.
  let nameWords: ContiguousArray<UInt64>
  /// All schema documents in one, for constants and bounds.
  let schema: JSONDocument
  let resources: [SchemaIndex.Resource]

  init(_ parts: Parts, schema: JSONDocument, resources: [SchemaIndex.Resource]) {
    self.instructions = parts.instructions
    self.bounds = parts.bounds
    self.ranges = ContiguousArray(parts.bounds.map { ($0.low, $0.high) })
    self.blocks = parts.blocks
    self.runs = Self.runs(of: parts)
    self.origins = parts.origins
    self.branches = parts.branches
    self.objects = parts.objects
    let runs = self.runs
    self.properties = ContiguousArray(
      parts.properties.map { property in
        var property = property
        property.plan = runs[Int(property.block)]
        return property
      })
    self.slots = parts.slots
    self.patternProperties = parts.patternProperties
    self.dependencies = parts.dependencies
    self.enumEntries = parts.enumEntries
    self.enumerations = parts.enumerations
    self.divisors = parts.divisors
    self.patterns = parts.patterns
    self.byteRanges = ContiguousArray(parts.patterns.map(\.byteRanges))
    self.nameWords = parts.nameWords
    self.schema = schema
    self.resources = resources
  }

  /// The blocks, those that are nothing but a reference replaced by what it leads to in the end. Each is followed once,
  /// however long the chains are.
  private static func runs(of parts: Parts) -> ContiguousArray<Block> {
    var runs = parts.blocks
    var isFollowed = [Bool](repeating: false, count: runs.count)
    for start in runs.indices {
      var chain: [Int] = []
      var block = start
      while !isFollowed[block] {
        isFollowed[block] = true
        let (first, end) = (Int(runs[block].start), Int(runs[block].end))
        guard end - first == 1, parts.instructions[first].operation == .reference else { break }
        chain.append(block)
        block = Int(parts.instructions[first].a)
      }
      for link in chain { runs[link] = runs[block] }
    }
    return runs
  }
}
