/// One check. What its operands mean is said at each operation.
struct Instruction: BitwiseCopyable, Sendable {
  /// What is checked.
  enum Operation: UInt8, Sendable {
    /// Nothing is valid. (`false`)
    case never
    /// a: mask of allowed kinds (``KindMask``).
    case type
    /// a, b: range of ``Program/enumEntries``; c: kinds that occur; flag: all are strings, ordered by
    /// ``jsonKeyHash(_:)``.
    case enumeration, constant
    /// a: node of the bound in the schema; number: the bound, or NaN where only exact comparison will do.
    case minimum, exclusiveMinimum, maximum, exclusiveMaximum
    /// a: index into ``Program/divisors``.
    case multipleOf
    /// a, b: fewest and most code points.
    case length
    /// a: index into ``Program/patterns``.
    case pattern
    /// a: the ``Format``.
    case format
    /// a, b: fewest and most elements.
    case itemCount
    case uniqueItems
    /// a, b: range of ``Program/branches`` for the first elements; c: block for the rest; flag: draft-07
    /// names.
    case items
    /// a: block; b, c: fewest and most matching elements.
    case contains
    /// a, b: fewest and most members.
    case propertyCount
    /// a: index into ``Program/objects``.
    case properties
    /// a: block for every key.
    case propertyNames
    /// a: index into ``Program/dependencies``.
    case dependency
    /// a, b: range of ``Program/branches``.
    case allOf, anyOf, oneOf
    /// a: block.
    case not
    /// a: the condition's block; b, c: blocks where it holds and where not.
    case condition
    /// a: block. Always the last of its block, so that it is a jump.
    case reference
  }

  var operation: Operation
  var flag = false
  var a: UInt32 = 0
  var b: UInt32 = 0
  var c: UInt32 = 0
  var number: Double = .nan
}
