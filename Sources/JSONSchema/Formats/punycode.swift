// Punycode (RFC 3492) with the parameters of its section 5.

private let base = 36
private let tMin = 1
private let tMax = 26
private let skew = 38
private let damp = 700
private let initialBias = 72
private let initialCodePoint = 0x80

/// Where a variable-length integer's digits stop at a bias: the threshold of the digit of weight `k`.
private func threshold(_ k: Int, _ bias: Int) -> Int { min(max(k - bias, tMin), tMax) }

private func adapted(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
  var delta = isFirst ? delta / damp : delta / 2
  delta += delta / count
  var k = 0
  while delta > (base - tMin) * tMax / 2 {
    delta /= base - tMin
    k += base
  }
  return k + (base - tMin + 1) * delta / (delta + skew)
}

/// The characters that lower-case Punycode stands for, or nil for text that is none.
///
/// Each sequence of characters has one encoding only, so that what is decoded need not be encoded again to
/// find an A-label in another than its canonical form.
func decodedPunycode(_ text: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
  var output: [Unicode.Scalar] = []
  var rest = text
  // A delimiter at the start has nothing to delimit: it is read as a digit, which it isn't.
  if let delimiter = text.lastIndex(of: UInt8(ascii: "-")), delimiter > text.startIndex {
    output = text[..<delimiter].map { Unicode.Scalar($0) }
    rest = text[(delimiter + 1)...]
  }
  var (codePoint, i, bias) = (initialCodePoint, 0, initialBias)
  var position = rest.startIndex
  while position < rest.endIndex {
    let start = i
    var (weight, k) = (1, base)
    while true {
      guard position < rest.endIndex else { return nil }
      let byte = rest[position]
      position += 1
      let digit: Int
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = Int(byte - UInt8(ascii: "a"))
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = Int(byte - UInt8(ascii: "0")) + 26
      default: return nil
      }
      // 2^40 is more than any label of 63 bytes needs, and far from an overflow.
      guard weight < 1 << 40 else { return nil }
      i += digit * weight
      let t = threshold(k, bias)
      if digit < t { break }
      weight *= base - t
      k += base
    }
    bias = adapted(i - start, output.count + 1, isFirst: start == 0)
    codePoint += i / (output.count + 1)
    i %= output.count + 1
    guard codePoint <= 0x10FFFF, let scalar = Unicode.Scalar(UInt32(codePoint)) else { return nil }
    output.insert(scalar, at: i)
    i += 1
  }
  return output
}

/// The characters in Punycode.
func encodedPunycode(_ scalars: [Unicode.Scalar]) -> [UInt8] {
  var output = scalars.filter(\.isASCII).map { UInt8($0.value) }
  let basicCount = output.count
  if basicCount > 0 { output.append(UInt8(ascii: "-")) }
  var (codePoint, delta, bias, handled) = (initialCodePoint, 0, initialBias, basicCount)
  while let next = scalars.lazy.map({ Int($0.value) }).filter({ $0 >= codePoint }).min() {
    delta += (next - codePoint) * (handled + 1)
    codePoint = next
    for scalar in scalars {
      if scalar.value < codePoint { delta += 1 }
      guard scalar.value == codePoint else { continue }
      var (rest, k) = (delta, base)
      while true {
        let t = threshold(k, bias)
        let digit = rest < t ? rest : t + (rest - t) % (base - t)
        output.append(digit < 26 ? UInt8(digit) + UInt8(ascii: "a") : UInt8(digit - 26) + UInt8(ascii: "0"))
        if rest < t { break }
        rest = (rest - t) / (base - t)
        k += base
      }
      bias = adapted(delta, handled + 1, isFirst: handled == basicCount)
      delta = 0
      handled += 1
    }
    delta += 1
    codePoint += 1
  }
  return output
}
