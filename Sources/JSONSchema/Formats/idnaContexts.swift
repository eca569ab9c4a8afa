// The contextual rules of RFC 5892, appendix A, which names them as here.

/// Zero width non-joiner and joiner (A.1, A.2).
func isJoinerAllowed(_ scalars: [Unicode.Scalar], at position: Int) -> Bool {
  guard position > 0 else { return false }
  if scalars[position - 1].properties.canonicalCombiningClass == .virama { return true }
  guard scalars[position] == "\u{200C}" else { return false }
  guard let before = scalars[..<position].last(where: { !isTransparent($0) }), joinsNext(before),
    let after = scalars[(position + 1)...].first(where: { !isTransparent($0) })
  else { return false }
  return joinsPrevious(after)
}

/// The other characters that need a context (A.3 to A.9).
func isAllowedInContext(_ scalars: [Unicode.Scalar], at position: Int) -> Bool {
  let before = position > 0 ? scalars[position - 1] : nil
  let after = position + 1 < scalars.count ? scalars[position + 1] : nil
  switch scalars[position].value {
  // Middle dot, as in Catalan.
  case 0xB7: return before == "l" && after == "l"
  // Greek keraia.
  case 0x375: return after.map(isGreek) ?? false
  // Hebrew geresh and gershayim.
  case 0x5F3, 0x5F4: return before.map(isHebrew) ?? false
  // Katakana middle dot.
  case 0x30FB: return scalars.contains(where: isKanaOrHan)
  // The two rows of Arabic digits are not mixed.
  case 0x660...0x669: return !scalars.contains { (0x6F0...0x6F9).contains($0.value) }
  case 0x6F0...0x6F9: return !scalars.contains { (0x660...0x669).contains($0.value) }
  default: return false
  }
}

// Scripts, from the tables in PyPI's idna 3.20 (Unicode 18.0). They are asked only about characters that a
// label may hold, so that ranges run over what is not allowed or not assigned.

private func isGreek(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x371...0x3E1, 0x3F3...0x3FC, 0x1D26...0x1D2A, 0x1F00...0x1FF6, 0xAB65: true
  default: false
  }
}

private func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x591...0x5F4, 0xFB1E: true
  default: false
  }
}

private func isKanaOrHan(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x3005, 0x3007, 0x3041...0x3096, 0x309D...0x30FA, 0x30FD...0x30FE, 0x31F0...0x9FFF, 0xFA0E...0xFA29,
    0x16FE3, 0x16FF0...0x16FF3, 0x1AFF0...0x1B168, 0x20000...0x33479:
    true
  default: false
  }
}
