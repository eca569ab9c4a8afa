/// Whether characters are in Normalization Form C together (UAX #15), where each of them is so alone.
func areComposed(_ scalars: [Unicode.Scalar]) -> Bool {
  var starter: Unicode.Scalar?
  var lastClass: Unicode.CanonicalCombiningClass = .notReordered
  for scalar in scalars {
    let combiningClass = scalar.properties.canonicalCombiningClass
    if combiningClass != .notReordered, combiningClass < lastClass { return false }
    // What stands between in the same class or a higher one blocks the two from each other.
    if let starter, lastClass == .notReordered || lastClass < combiningClass, isChanged(starter, scalar) {
      return false
    }
    if combiningClass == .notReordered { starter = scalar }
    lastClass = combiningClass
  }
  return true
}

/// Whether Normalization Form C of two characters starts with another than the first.
///
/// The standard library has the form but doesn't give it away. Strings are ordered by their scalars in that form,
/// and all longer texts that start with a character lie between it with the first code point behind and it with
/// the last. (Not between it alone: a text is taken to be more than its beginning, whatever becomes of that.)
private func isChanged(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
  func text(_ second: Unicode.Scalar) -> String {
    var text = String(first)
    text.unicodeScalars.append(second)
    return text
  }
  return text(second) < text("\u{0}") || text(second) > text("\u{10FFFF}")
}
