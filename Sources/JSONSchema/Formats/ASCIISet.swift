/// A set of ASCII characters, as two words of bits: asked faster than a chain of comparisons, and a constant.
///
/// The words are spelt out because a set that is computed when it is first used costs a check at each use; tests compare
/// them with the characters.
struct ASCIISet: Sendable {
  let low: UInt64
  let high: UInt64

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? low : high
    return byte < 128 && word >> UInt64(byte & 63) & 1 == 1
  }

  /// Letters, digits and `+-.`: a scheme (RFC 3986, section 3.1).
  static let scheme = ASCIISet(low: 0x03FF_6800_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
  /// Letters, digits and `-._~!$&'()*+,;=`: `unreserved` and `sub-delims` (RFC 3986, section 2).
  static let name = ASCIISet(low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  /// Those of a name and `/:@`.
  static let path = ASCIISet(low: 0x2FFF_FFD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF)
  /// Letters, digits and ``!#$%&'*+-/=?^_`{|}~``: `atext` (RFC 5322, section 3.2.3).
  static let atom = ASCIISet(low: 0xA3FF_ACFA_0000_0000, high: 0x7FFF_FFFF_C7FF_FFFE)
  /// Letters, digits and the hyphen.
  static let label = ASCIISet(low: 0x03FF_2000_0000_0000, high: 0x07FF_FFFE_07FF_FFFE)
}
