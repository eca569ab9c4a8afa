/// What is written on both sides of a part of a line.
enum HTMLMark: Equatable, Sendable {
  /// Text that no longer holds: an old price beside the new one must not pass for it.
  case struck
  case code
  case quotation

  var text: StaticString {
    switch self {
    case .struck: "~~"
    case .code: "`"
    case .quotation: "\""
    }
  }
}
