/// The number of a list's item as its list writes them.
///
/// - Parameter style: the `type` of an `ol` element: `1`, `a`, `A`, `i` or `I`.
func listNumber(_ number: Int, style: UInt8) -> [UInt8] {
  switch style {
  case UInt8(ascii: "a") where number > 0: letters(number, from: UInt8(ascii: "a"))
  case UInt8(ascii: "A") where number > 0: letters(number, from: UInt8(ascii: "A"))
  case UInt8(ascii: "i") where 1..<4000 ~= number: roman(number).map(lowercased)
  case UInt8(ascii: "I") where 1..<4000 ~= number: roman(number)
  default: Array(String(number).utf8)
  }
}

/// a to z, then aa.
private func letters(_ number: Int, from first: UInt8) -> [UInt8] {
  var result: [UInt8] = []
  var rest = number
  while rest > 0 {
    result.append(first + UInt8((rest - 1) % 26))
    rest = (rest - 1) / 26
  }
  return result.reversed()
}

private func roman(_ number: Int) -> [UInt8] {
  let signs: [(Int, StaticString)] = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
  ]
  var result: [UInt8] = []
  var rest = number
  for (value, sign) in signs {
    while rest >= value {
      result += UnsafeBufferPointer(start: sign.utf8Start, count: sign.utf8CodeUnitCount)
      rest -= value
    }
  }
  return result
}
