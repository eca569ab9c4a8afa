/// The hash that key nodes carry in ``JSONNode/next``: of a key's decoded bytes, the same on every machine and run.
///
/// Eight bytes a step. It only speeds look-ups up: equal hashes are always confirmed by the bytes, and nothing here
/// degrades to quadratic time when they collide.
public func jsonKeyHash(_ key: Span<UInt8>) -> UInt32 {
  jsonKeyHash(key, 0, key.count)
}

/// The same for the part of a text from `start` up to `end`.
public func jsonKeyHash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
  var hash = KeyHash()
  var i = start
  while i + 8 <= end {
    hash.combine(
      UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)))
    i += 8
  }
  return hash.finish(lastBytes(bytes, i, end), count: end - start)
}

/// The up to seven bytes from `i` up to `end`, the first in the lowest byte.
@inline(__always)
private func lastBytes(_ bytes: Span<UInt8>, _ i: Int, _ end: Int) -> UInt64 {
  if i + 8 <= bytes.count {
    let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
    return word & ((1 << UInt64((end - i) * 8)) - 1)
  }
  var word: UInt64 = 0
  for offset in i..<end { word |= UInt64(bytes[offset]) << UInt64((offset - i) * 8) }
  return word
}
