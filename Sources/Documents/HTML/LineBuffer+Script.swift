/// Sub- and superscript, where writing it on the line would make another number of it.
extension LineBuffer {
  /// Ends an element that is raised or lowered and began at a position.
  ///
  /// 10² must not become 102, nor a price of $12⁹⁹ one of $1299; H2O and 1st are read as they stand.
  ///
  /// - Parameters:
  ///   - isPrice: it stands in an element that names a price.
  ///   - isBeforeCurrency: the name or sign of a currency follows.
  mutating func endScript(from position: Position, isRaised: Bool, isPrice: Bool, isBeforeCurrency: Bool) {
    guard let start = start(position), start > 0, start < bytes.count, bytes.count - start <= 4 else {
      return
    }
    // A copy: the line could not be changed in place while a slice of it is held.
    let script = Array(bytes[start...])
    let last = bytes[start - 1]
    guard last != 0x20, last != 0x0A else { return }
    let digits =
      script.first == UInt8(ascii: "-") || script.first == UInt8(ascii: "+")
      ? script.dropFirst() : script[...]
    guard digits.isEmpty == false, digits.allSatisfy(isDigit) else {
      // A variable exponent. Ordinals have other letters.
      if isRaised, script.count == 1,
        [UInt8(ascii: "n"), UInt8(ascii: "k"), UInt8(ascii: "x")].contains(script[0]),
        isDigit(last) || isASCIILetter(last)
      {
        bytes.insert(UInt8(ascii: "^"), at: start)
      }
      return
    }
    if isPrice, script.count == 2, digits.count == 2,
      endsInWholePrice(bytes[..<start]) || isDigit(last) && isBeforeCurrency
    {
      bytes.insert(UInt8(ascii: "."), at: start)
      return
    }
    guard isRaised || isDigit(last) else { return }
    bytes.removeLast(script.count)
    // Behind a word it is a note's number.
    if bytes.suffix(3).count == 3, bytes.suffix(3).allSatisfy(isASCIILetter) { bytes.append(0x20) }
    for digit in script { bytes.append(isRaised ? raised(digit) : lowered(digit)) }
  }

  private func raised(_ digit: UInt8) -> Unicode.Scalar {
    switch digit {
    case UInt8(ascii: "1"): "\u{B9}"
    case UInt8(ascii: "2"): "\u{B2}"
    case UInt8(ascii: "3"): "\u{B3}"
    case UInt8(ascii: "+"): "\u{207A}"
    case UInt8(ascii: "-"): "\u{207B}"
    default: Unicode.Scalar(0x2070 + UInt32(digit - UInt8(ascii: "0")))!
    }
  }

  private func lowered(_ digit: UInt8) -> Unicode.Scalar {
    switch digit {
    case UInt8(ascii: "+"): "\u{208A}"
    case UInt8(ascii: "-"): "\u{208B}"
    default: Unicode.Scalar(0x2080 + UInt32(digit - UInt8(ascii: "0")))!
    }
  }
}

/// True for text that ends in a currency sign and a whole number.
func endsInWholePrice(_ text: ArraySlice<UInt8>) -> Bool {
  var rest = text
  while let last = rest.last, isDigit(last) || last == UInt8(ascii: ","), text.count - rest.count < 12 {
    rest = rest.dropLast()
  }
  guard rest.count < text.count else { return false }
  if rest.last == 0x20 { rest = rest.dropLast() }
  return endsInCurrencySign(rest)
}

/// True for text that ends in the sign of a currency: $ £ ¥ € ₹.
func endsInCurrencySign(_ text: ArraySlice<UInt8>) -> Bool {
  switch text.last {
  case UInt8(ascii: "$"): true
  case 0xA3, 0xA5: text.dropLast().last == 0xC2
  case 0xAC, 0xB9: text.suffix(3).starts(with: [0xE2, 0x82])
  default: false
  }
}

/// True for text that begins with the sign or name of a currency, as it stands behind a price.
func beginsWithCurrency(_ text: Span<UInt8>) -> Bool {
  var word: [UInt8] = []
  for i in text.indices {
    let byte = text[i]
    if word.isEmpty, isHTMLSpace(byte) || byte == 0xC2 || byte == 0xA0 { continue }
    guard isASCIILetter(byte) || byte == UInt8(ascii: "$") || byte >= 0x80, word.count < 12 else { break }
    word.append(lowercased(byte))
  }
  return currencyNames.contains {
    word.elementsEqual($0.utf8) || $0.utf8.count == 3 && word.starts(with: $0.utf8) && word[0] == 0xE2
  }
}

private let currencyNames = [
  "$", "€", "£", "₹", "₽", "₺", "₴", "¥", "chf", "czk", "dh", "din", "eur", "euro", "euros", "ft", "huf",
  "kn", "kr", "kč",
  "lei", "leu", "pln", "ron", "rsd", "sek", "tl", "usd", "zł", "грн", "лв", "руб", "р",
]
