/// A name of letters, digits and dashes as one number, whatever its case; 0 for a name with anything else.
///
/// Names of up to ten characters are told apart for certain, longer ones as a hash tells.
func packedName(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
  guard range.count <= 24 else { return 0 }
  var key: UInt64 = 0
  for index in range {
    let code = nameCode(bytes[index])
    if code == 0 { return 0 }
    key = pack(key, code)
  }
  return key
}

/// The same of a name that ends in a NUL.
func packedName(_ name: UnsafePointer<UInt8>) -> UInt64 {
  var key: UInt64 = 0
  var i = 0
  while name[i] != 0 {
    let code = nameCode(name[i])
    if code == 0 || i == 24 { return 0 }
    key = pack(key, code)
    i += 1
  }
  return key
}

/// The same of a name in the source.
func packedName(_ name: StaticString) -> UInt64 {
  packedName(name.utf8Start)
}

/// Six bits for each character; what falls off the top is mixed in again.
@inline(__always)
private func pack(_ key: UInt64, _ code: UInt64) -> UInt64 {
  let lost = key >> 58
  return (key << 6 | code) ^ lost &* 0x9E37_79B9_7F4A_7C15
}

@inline(__always)
private func nameCode(_ byte: UInt8) -> UInt64 {
  if isASCIILetter(byte) { return UInt64((byte | 0x20) - UInt8(ascii: "a") + 1) }
  if isDigit(byte) { return UInt64(byte - UInt8(ascii: "0") + 27) }
  return byte == UInt8(ascii: "-") ? 37 : 0
}

/// Values by packed names. Each tag and each attribute of a page is looked up, so this must be faster than a `Dictionary`.
struct HTMLNameTable<Value: Sendable>: Sendable {
  private var keys: [UInt64]
  private var values: [Value?]
  private let shift: UInt64

  init(_ entries: [(StaticString, Value)]) {
    self.init(keys: entries.map { (packedName($0.0), $0.1) })
  }

  /// - Parameter entries: with keys from `packedName`, none of them twice.
  init(keys entries: [(UInt64, Value)]) {
    var size = 64
    while size < entries.count * 4 { size *= 2 }
    shift = UInt64(64 - size.trailingZeroBitCount)
    keys = [UInt64](repeating: 0, count: size)
    values = [Value?](repeating: nil, count: size)
    for (key, value) in entries {
      var i = slot(key)
      while keys[i] != 0, keys[i] != key { i = (i + 1) & (size - 1) }
      keys[i] = key
      values[i] = value
    }
  }

  subscript(key: UInt64) -> Value? {
    var i = slot(key)
    while keys[i] != 0 {
      if keys[i] == key { return values[i] }
      i = (i + 1) & (keys.count - 1)
    }
    return nil
  }

  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }
}
