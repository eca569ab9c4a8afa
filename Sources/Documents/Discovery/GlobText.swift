/// A path as patterns see it: in characters, so that `?` and `[…]` stand for one whatever its length.
struct GlobText {
  /// Unicode scalars; a byte that is not UTF-8 is a character of its own, behind all of Unicode.
  private(set) var characters: [UInt32] = []
  /// Where the last name of the path begins.
  private(set) var nameStart = 0

  /// - Parameter path: relative, without a `/` at the end.
  init(_ path: some Sequence<UInt8>) {
    let bytes = Array(path)
    characters.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.first {
      if byte < 0x80 {
        characters.append(UInt32(byte))
        if byte == UInt8(ascii: "/") { nameStart = characters.count }
        rest.removeFirst()
        continue
      }
      var decoder = UTF8.ForwardParser()
      var iterator = rest.makeIterator()
      if case .valid(let encoded) = decoder.parseScalar(from: &iterator) {
        characters.append(UTF8.decode(encoded).value)
        rest.removeFirst(encoded.count)
      } else {
        characters.append(0x110000 + UInt32(byte))
        rest.removeFirst()
      }
    }
  }
}
