import JSON

/// Kinds of JSON values: what `type` speaks of.
struct ValueKinds: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  static let null = ValueKinds(rawValue: 1)
  static let boolean = ValueKinds(rawValue: 2)
  static let integer = ValueKinds(rawValue: 4)
  /// Numbers that are not whole. A schema of type `number` has integers, too.
  static let fraction = ValueKinds(rawValue: 8)
  static let string = ValueKinds(rawValue: 16)
  static let array = ValueKinds(rawValue: 32)
  static let object = ValueKinds(rawValue: 64)

  static let number: ValueKinds = [.integer, .fraction]
  static let scalars: ValueKinds = [.null, .boolean, .integer, .fraction, .string]
  static let containers: ValueKinds = [.array, .object]
  static let all: ValueKinds = [.null, .boolean, .integer, .fraction, .string, .array, .object]

  /// The kind of a value.
  init(of value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool: self = .boolean
    case .number(let number): self = number.isWhole ? .integer : .fraction
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }

  /// What `type` allows; nil where it isn't one type or a list of them.
  init?(type: JSONValue?) {
    if let name = type?.stringValue {
      self = Self.kinds(named: name)
    } else if let names = type?.arrayValue {
      self = names.reduce(into: []) { $0.formUnion(Self.kinds(named: $1.stringValue ?? "")) }
    } else {
      return nil
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  private static func kinds(named name: String) -> ValueKinds {
    switch name {
    case "null": .null
    case "boolean": .boolean
    case "integer": .integer
    case "number": .number
    case "string": .string
    case "array": .array
    case "object": .object
    default: []
    }
  }

  /// The names for `type`, `null` last.
  var names: [String] {
    var names: [String] = []
    if contains(.string) { names.append("string") }
    if contains(.fraction) { names.append("number") } else if contains(.integer) { names.append("integer") }
    if contains(.boolean) { names.append("boolean") }
    if contains(.array) { names.append("array") }
    if contains(.object) { names.append("object") }
    if contains(.null) { names.append("null") }
    return names
  }

  /// The value of `type`: one name, or a list of several.
  var type: JSONValue {
    let names = names
    return names.count == 1 ? .string(names[0]) : .array(names.map(JSONValue.string))
  }
}

extension JSONNumber {
  /// Whether the number is whole, as JSON Schema takes it: `1.0` is.
  fileprivate var isWhole: Bool {
    if intValue != nil { return true }
    let value = doubleValue
    return value.rounded() == value
  }
}
