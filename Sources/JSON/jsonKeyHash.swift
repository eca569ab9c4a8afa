/// The hash that key nodes carry in ``JSONNode/next``: of a key's decoded bytes, the same on every machine and run.
///
/// Eight bytes a step. It only speeds look-ups up: equal hashes are always confirmed by the bytes, and nothing here
/// degrades to quadratic time when they collide.
@inlinable
public func jsonKeyHash(_ key: Span<UInt8>) -> UInt32 {
  jsonKeyHash(key, 0, key.count)
}

/// The same for the part of a text from `start` up to `end`.
@inlinable
public func jsonKeyHash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32 {
  let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
  var hash = UInt64(truncatingIfNeeded: end &- start) &* multiplier
  var i = start
  while i &+ 8 <= end {
    hash =
      (hash ^ UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self)))
      &* multiplier
    hash ^= hash >> 32
    i &+= 8
  }
  if i < end {
    var word: UInt64 = 0
    if i &+ 8 <= bytes.count {
      word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: i, as: UInt64.self))
      word &= ~0 >> UInt64(truncatingIfNeeded: 64 &- (end &- i) &* 8)
    } else {
      var shift: UInt64 = 0
      while i < end {
        word |= UInt64(bytes[i]) << shift
        shift &+= 8
        i &+= 1
      }
    }
    hash = (hash ^ word) &* multiplier
    hash ^= hash >> 32
  }
  return UInt32(truncatingIfNeeded: hash ^ (hash >> 29))
}
