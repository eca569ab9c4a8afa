/// A number for a name in CSS or in a class attribute: names are compared by it alone.
///
/// Two names of one number would hide each other's elements. Only a page made for it has such, and it can hide its own
/// text in plainer ways.
struct StyleKey: Hashable, Sendable {
  enum Kind: UInt64 {
    case name = 0x9E37_79B9_7F4A_7C15
    case id = 0xC2B2_AE3D_27D4_EB4F
    case `class` = 0x1656_67B1_9E37_79F9
  }

  let value: UInt64

  init(_ kind: Kind, _ bytes: [UInt8], _ range: Range<Int>) {
    var hash = kind.rawValue
    for i in range { hash = (hash ^ UInt64(bytes[i])) &* 0x100_0000_01B3 }
    value = hash ^ hash >> 29
  }

  /// An element's name, of which `packedName` has made a number.
  init(packedName name: UInt64) {
    let hash = (name ^ Kind.name.rawValue) &* 0x9E37_79B9_7F4A_7C15
    value = hash ^ hash >> 29
  }

  private init(value: UInt64) { self.value = value }

  /// For selectors that name nothing.
  static let any = StyleKey(value: 1)
}

/// One of the parts of a CSS selector that combinators stand between, as `li.item:first-child`.
struct StyleCompound: Sendable {
  /// From `packedName`; 0 for any.
  var name: UInt64 = 0
  var id: StyleKey?
  /// Up to three, the first of them first.
  private(set) var classes: (StyleKey?, StyleKey?, StyleKey?)
  /// From `:not(.a)`.
  var otherClass: StyleKey?
  /// `:first-child` or `:not(:first-child)`.
  var isFirst: Bool?
  var isLast: Bool?
  /// `[hidden]`.
  var isHidden = false
  /// `[aria-hidden=true]`.
  var isAriaHidden = false
  /// It must match the parent of what the part behind it matches, not any ancestor.
  var isParent = false

  /// False if there are three already: more are hardly ever written.
  mutating func addClass(_ key: StyleKey) -> Bool {
    if classes.0 == nil {
      classes.0 = key
    } else if classes.1 == nil {
      classes.1 = key
    } else if classes.2 == nil {
      classes.2 = key
    } else {
      return false
    }
    return true
  }

  /// True if an element with these classes has those that are asked for.
  func matches(_ own: some Collection<StyleKey>) -> Bool {
    if let first = classes.0 {
      guard own.contains(first) else { return false }
      if let second = classes.1, own.contains(second) == false { return false }
      if let third = classes.2, own.contains(third) == false { return false }
    }
    return otherClass.map { own.contains($0) == false } ?? true
  }

  /// The rarest name that an element must have to match.
  var key: StyleKey {
    id ?? classes.0 ?? (name == 0 ? .any : StyleKey(packedName: name))
  }

  /// The numbers of ids, of classes and of names, ten bits each.
  var specificity: UInt64 {
    var classLike: UInt64 = (isHidden ? 1 : 0) + (isAriaHidden ? 1 : 0)
    for isSet in [
      classes.0 != nil, classes.1 != nil, classes.2 != nil, otherClass != nil, isFirst != nil, isLast != nil,
    ] where isSet { classLike += 1 }
    return (id == nil ? 0 : 1 << 20) + classLike << 10 + (name == 0 ? 0 : 1)
  }
}
