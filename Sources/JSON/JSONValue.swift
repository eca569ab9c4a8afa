/// A JSON value to build, change and write. Numbers keep their text, objects keep their order.
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// A copy of a document's value.
  public init(_ element: JSONElement) {
    switch element.kind {
    case .null, .key: self = .null
    case .false: self = .bool(false)
    case .true: self = .bool(true)
    case .number: self = .number(element.numberValue ?? 0)
    case .string: self = .string(element.stringValue ?? "")
    case .array: self = .array(element.elements.map(JSONValue.init))
    case .object:
      var object = JSONObject()
      for (key, value) in element.members { object.append(key, JSONValue(value)) }
      self = .object(object)
    }
  }

  /// An object's member; nil where there is none or the value is no object. Setting does nothing to other kinds.
  public subscript(_ key: String) -> JSONValue? {
    get { if case .object(let object) = self { object[key] } else { nil } }
    set {
      guard case .object(var object) = self else { return }
      object[key] = newValue
      self = .object(object)
    }
  }

  /// The string; nil for any other kind.
  public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

  /// The elements; nil for any other kind.
  public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

  /// The members; nil for any other kind.
  public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }
}

extension JSONValue: Hashable {
  /// JSON's equality: numbers by value, strings byte by byte, members in any order.
  public static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): hasSameBytes(a, b)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }

  /// Equal values hash alike.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    // Strings that are the same byte by byte hash alike.
    case .string(let value): hasher.combine(value)
    case .array(let elements): hasher.combine(elements)
    case .object(let object): hasher.combine(object)
    }
  }
}

extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  /// A number; `null` for a literal beyond the range of doubles.
  public init(floatLiteral value: Double) { self = JSONNumber(value).map(JSONValue.number) ?? .null }
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object; a key that comes again replaces the earlier value.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }
}
