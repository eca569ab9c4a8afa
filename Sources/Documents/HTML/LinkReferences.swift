/// The addresses that a page's links lead to, each once, in the order of their first link.
struct LinkReferences {
  private let base: [UInt8]
  private var numbers: [[UInt8]: Int] = [:]
  private(set) var addresses: [[UInt8]] = []
  /// What the addresses may still take, in bytes: a long base makes each of them long.
  private var room: Int

  /// - Parameters:
  ///   - base: the address of the page itself; empty if it is not known, and addresses stay as written.
  ///   - byteLimit: of the document's text. Beyond it links get no number, and the addresses alone fill the text.
  init(base: [UInt8], byteLimit: Int) {
    self.base = base
    room = byteLimit
  }

  /// The number of a link; nil if it leads nowhere else or its text already says where.
  mutating func number(of address: [UInt8], text: ArraySlice<UInt8>) -> Int? {
    guard room >= 0 else { return nil }
    let address = Array(trimmed(address.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }[...]))
    guard address.isEmpty == false, address.first != UInt8(ascii: "#") else { return nil }
    if let scheme = addressScheme(address) {
      let name = String(decoding: address[..<scheme].map(lowercased), as: UTF8.self)
      switch name {
      case "javascript", "data", "blob", "vbscript": return nil
      case "mailto", "tel", "sms":
        let target = address[(scheme + 1)...].prefix { $0 != UInt8(ascii: "?") }
        if contains(text, target) { return nil }
      default: if text.elementsEqual(address) { return nil }
      }
    }
    let whole = resolvedAddress(address, base: base)
    if let number = numbers[whole] { return number }
    addresses.append(whole)
    room -= whole.count
    numbers[whole] = addresses.count
    return addresses.count
  }
}
