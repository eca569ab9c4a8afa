import JSON

/// The correctly rounded double of a short number's text, or NaN where the quick way can't tell (exponents,
/// more than 15 digits, more than 22 places).
///
/// Up to 15 digits fit in a double's 53 bits and powers of ten up to 10²² are exact, so that one division
/// rounds once. And decimals of up to 15 digits that differ have doubles that differ, so that two numbers compare like
/// their doubles, equal ones included.
@inline(__always)
func quickDouble(_ node: JSONNode, _ bytes: Span<UInt8>) -> Double {
  var i = Int(node.start)
  let end = Int(node.end)
  guard end &- i <= 17 else { return .nan }
  var isNegative = false
  if bytes[i] == UInt8(ascii: "-") {
    isNegative = true
    i &+= 1
  }
  var digits: UInt64 = 0
  var places = 0
  if node.isIntegerLiteral {
    guard end &- i <= 15 else { return .nan }
    while i < end {
      digits = digits &* 10 &+ UInt64(bytes[i] &- UInt8(ascii: "0"))
      i &+= 1
    }
  } else {
    var point = -1
    while i < end {
      let byte = bytes[i]
      if byte &- UInt8(ascii: "0") < 10 {
        digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
      } else if byte == UInt8(ascii: ".") {
        point = i
      } else {
        return .nan
      }
      i &+= 1
    }
    places = point < 0 ? 0 : end &- point &- 1
    guard digits < 1_000_000_000_000_000 else { return .nan }
  }
  var value = Double(digits)
  if places > 0 { value /= powerOfTen(places) }
  return isNegative ? -value : value
}

@inline(__always)
private func powerOfTen(_ exponent: Int) -> Double {
  switch exponent {
  case 1: 10
  case 2: 100
  case 3: 1000
  case 4: 10_000
  default: slowPowerOfTen(exponent)
  }
}

private func slowPowerOfTen(_ exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<exponent { power *= 10 }
  return power
}
