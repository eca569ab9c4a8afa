/// One check. What its operands mean is said at each operation.
struct Instruction: BitwiseCopyable, Sendable {
  /// What is checked.
  enum Operation: UInt8, Sendable {
    /// Nothing is valid. (`false`)
    case never
    /// a: mask of allowed kinds (``KindMask``).
    case type
    /// a: index into ``Program/enumerations``; c: kinds that occur.
    case enumeration, constant
    /// a: index into ``Program/bounds``.
    case bounds
    /// a: index into ``Program/divisors``; b: the divisor's node; variant 1: only ``isLongMultiple(_:of:)`` will do.
    case multipleOf
    /// a, b: fewest and most code points.
    case length
    /// a: index into ``Program/patterns``.
    case pattern
    /// a: the ``Format``.
    case format
    /// variant: ``Program/Content``.
    case content
    /// a, b: fewest and most elements.
    case itemCount
    case uniqueItems
    /// a, b: range of ``Program/branches`` for the first elements; c: block for the rest; variant:
    /// ``Program/ItemsKeywords``.
    case items
    /// a: block; b, c: fewest and most matching elements.
    case contains
    /// a, b: fewest and most members.
    case propertyCount
    /// a: index into ``Program/objects``; variant 1: its last resort stands under `unevaluatedProperties`.
    case properties
    /// a: block for every key.
    case propertyNames
    /// a: index into ``Program/dependencies``; variant 1: it requires properties.
    case dependency
    /// a, b: range of ``Program/branches``.
    case allOf, anyOf, oneOf
    /// a: block.
    case not
    /// a: the condition's block; b, c: blocks where it holds and where not.
    case condition
    /// a: block; variant: ``Program/ReferenceKeyword``. A `reference` is always the last of its block, so that it is a
    /// jump.
    case reference, call
    /// a: block to run with a fresh set of evaluated children.
    case frame
    /// a: block for the children that nothing has evaluated; b: the frame's block.
    case unevaluatedProperties, unevaluatedItems
    /// a: the kind of value; b: how many of its first children count as evaluated.
    case mark
    /// a: the keyword's value in the schema; variant 1: it speaks of strings only. Always holds.
    case annotation

    /// Whether only the value itself is looked at: no other block, no children that were evaluated.
    var isCheck: Bool {
      switch self {
      case .never, .type, .enumeration, .constant, .bounds, .multipleOf, .length, .pattern, .format, .content,
        .itemCount, .propertyCount, .uniqueItems, .annotation:
        true
      default: false
      }
    }
  }

  var operation: Operation
  var variant: UInt8 = 0
  /// Whether it records which children it has evaluated.
  var marks = false
  var a: UInt32 = 0
  var b: UInt32 = 0
  var c: UInt32 = 0
}
