/// Big5 with the characters of Hong Kong by the pointers of the Encoding Standard, 157 to a lead byte.
private let big5: [UInt32]? = {
  let table = charactersOfIconv("BIG5-HKSCS", count: 126 * 157) { pointer, bytes in
    let trail = pointer % 157
    bytes.append(UInt8(pointer / 157 + 0x81))
    bytes.append(UInt8(trail < 0x3F ? trail + 0x40 : trail + 0x62))
  }
  guard var table else { return nil }
  for entry in big5Additions.split(whereSeparator: \.isWhitespace) {
    let value = UInt64(entry, radix: 16)!
    let (lead, trail) = (Int(value >> 24) - 0x81, Int(value >> 16 & 0xFF))
    table[lead * 157 + trail - (trail < 0x7F ? 0x40 : 0x62)] = UInt32(value & 0xFFFF)
  }
  // Four codes stand for a letter with an accent, which Unicode has as two characters.
  for (trail, pair) in [(0x62, 0xCA_0304), (0x64, 0xCA_030C), (0xA3, 0xEA_0304), (0xA5, 0xEA_030C)] {
    table[7 * 157 + trail - (trail < 0x7F ? 0x40 : 0x62)] = UInt32(pair)
  }
  return table
}()

/// Codes (four digits) whose character (four more) is another in the Encoding Standard than in glibc's HKSCS, or only
/// there: mostly those that Hong Kong's lists of before 2004 had.
private let big5Additions = """
  8E697BB8 8E6F7C06 8E7E7CCE 8EAB7DD2 8EB47E1D 8ECD8005 8ED08028 8F5783C1 8F6984A8 8F6E840F 8FCB89A6
  8FCC89A9 8FFE8D77 906D90FD 907A92B9 90DC975C 90F197FF 91BF9F16 92448503 92AF5159 92B0515B 92B1515D
  92B2515E 92C8936E 92D17479 94476D67 94CA799B 95D99097 9644975D 96ED701E 96FC5B28 9B767201 9B7877D7
  9B7B7E87 9BC699D6 9BDE91D4 9BEC60DE 9BF66FB6 9C428F36 9C534FBB 9C6271DF 9C689104 9C6B9DF0 9C7783CF
  9CBC5C10 9CBD79E3 9CD05A67 9D578F0B 9D5A7B51 9DC462D0 9EA96062 9EEF75F9 9EFD6C4A 9F609B2E 9F669F17
  9FCB50ED 9FD85F0C A063880F A07762CE A0D57468 A0DF7162 A0E47250 A1452027 A14EFE51 A15A2574 A1C200AF
  A1C3FFE3 A1C502CD A1E3FF5E A1F22295 A1F32299 A1FEFF0F A240FF3C A2412215 A242FE68 A244FFE5 A246FFE0
  A247FFE1 A2CC5341 A2CE5345 A3C02400 A3C12401 A3C22402 A3C32403 A3C42404 A3C52405 A3C62406 A3C72407
  A3C82408 A3C92409 A3CA240A A3CB240B A3CC240C A3CD240D A3CE240E A3CF240F A3D02410 A3D12411 A3D22412
  A3D32413 A3D42414 A3D52415 A3D62416 A3D72417 A3D82418 A3D92419 A3DA241A A3DB241B A3DC241C A3DD241D
  A3DE241E A3DF241F A3E02421 A3E120AC C6CF5EF4 C6D365E0 C6D57676 C6D796B6 C6DE3003 C6DF4EDD FA5F5029
  FA66507D FABD5305 FAC55344 FAD5537F FB485605 FBB85A77 FBF35E75 FBF95ED0 FC4F5F58 FC6C60A4 FCB96490
  FCE26674 FCF1675E FDB76C9C FDB86E1D FDBB6E2F FDF1716E FE52732A FE6F745C FEAA74E9 FEDD7809
  """

/// https://encoding.spec.whatwg.org/#big5-decoder
func decodeBig5(_ bytes: [UInt8]) -> [UInt8]? {
  guard let big5 else { return nil }
  return decodePairs(
    bytes, single: { _ in 0 }, isLead: { (0x81...0xFE).contains($0) },
    pair: { lead, trail in
      guard (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail) else { return 0 }
      return big5[Int(lead - 0x81) * 157 + Int(trail < 0x7F ? trail - 0x40 : trail - 0x62)]
    })
}
