/// True if some bytes hold others.
///
/// By the algorithm of Knuth, Morris and Pratt: its time grows with the sum of their lengths, not with the product.
func contains(_ bytes: ArraySlice<UInt8>, _ wanted: ArraySlice<UInt8>) -> Bool {
  guard let first = wanted.first else { return true }
  guard wanted.count <= bytes.count, let start = bytes.firstIndex(of: first) else { return false }
  let wanted = Array(wanted)
  /// The length of the longest start of `wanted` that its part up to an index ends in.
  var borders = [0]
  var length = 0
  for byte in wanted.dropFirst() {
    while length > 0, byte != wanted[length] { length = borders[length - 1] }
    if byte == wanted[length] { length += 1 }
    borders.append(length)
  }
  length = 0
  for byte in bytes[start...] {
    while length > 0, byte != wanted[length] { length = borders[length - 1] }
    if byte == wanted[length] { length += 1 }
    if length == wanted.count { return true }
  }
  return false
}
