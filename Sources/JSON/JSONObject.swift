/// The members of a ``JSONValue`` object, in order.
public struct JSONObject: Sendable, ExpressibleByDictionaryLiteral {
  /// One key and its value.
  public struct Member: Hashable, Sendable {
    /// The key, decoded.
    public var key: String
    /// The value.
    public var value: JSONValue

    /// Equal keys, byte by byte, and equal values.
    public static func == (a: Member, b: Member) -> Bool {
      hasSameBytes(a.key, b.key) && a.value == b.value
    }
  }

  /// The members in order.
  public private(set) var members: [Member] = []

  /// An empty object.
  public init() {}

  /// An object from its members. A key that comes again replaces the earlier value in its place.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements { self[key] = value }
  }

  /// The value of a key; linear in the number of members. Setting a new key appends it, setting nil removes it.
  public subscript(_ key: String) -> JSONValue? {
    get { members.first { hasSameBytes($0.key, key) }?.value }
    set {
      guard let newValue else {
        members.removeAll { hasSameBytes($0.key, key) }
        return
      }
      if let index = members.firstIndex(where: { hasSameBytes($0.key, key) }) {
        members[index].value = newValue
      } else {
        members.append(Member(key: key, value: newValue))
      }
    }
  }

  /// The keys in order.
  public var keys: [String] { members.map(\.key) }

  /// Appends a member without looking for its key; the caller knows that it is new.
  package mutating func append(_ key: String, _ value: JSONValue) {
    members.append(Member(key: key, value: value))
  }
}

/// Whether two strings are the same to JSON: byte by byte. Swift's `==` takes `é` and `e` with an accent for one.
func hasSameBytes(_ a: String, _ b: String) -> Bool {
  a.utf8.elementsEqual(b.utf8)
}

extension JSONObject: Hashable {
  /// Objects are equal when they have the same members in any order; of a key that stands twice the last member counts.
  public static func == (a: JSONObject, b: JSONObject) -> Bool {
    a.membersByKey == b.membersByKey
  }

  /// Equal objects hash alike, whatever the order of their members.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(membersByKey)
  }

  private var membersByKey: [[UInt8]: JSONValue] {
    Dictionary(members.map { (Array($0.key.utf8), $0.value) }, uniquingKeysWith: { _, last in last })
  }
}
