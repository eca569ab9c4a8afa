/// Code page 949 by the pointers of the Encoding Standard.
private let korean: [UInt32]? = charactersOfIconv("CP949", count: 126 * 190) { pointer, bytes in
  bytes.append(UInt8(pointer / 190 + 0x81))
  bytes.append(UInt8(pointer % 190 + 0x41))
}

/// https://encoding.spec.whatwg.org/#euc-kr-decoder
func decodeEUCKR(_ bytes: [UInt8]) -> [UInt8]? {
  guard let korean else { return nil }
  return decodePairs(
    bytes, single: { _ in 0 }, isLead: { (0x81...0xFE).contains($0) },
    pair: { lead, trail in
      guard (0x41...0xFE).contains(trail) else { return 0 }
      return korean[Int(lead - 0x81) * 190 + Int(trail - 0x41)]
    })
}
