/// A whole number with its digits in groups of three: `12,345`.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude).utf8)
  var text: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
    text.append(digit)
  }
  return String(decoding: text, as: UTF8.self)
}

/// A number that is not negative with a fixed count of decimal places.
func decimal(_ number: Double, places: Int) -> String {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  guard (number * scale).isFinite, number * scale < 1e15 else { return "\(number)" }
  let scaled = Int((number * scale).rounded())
  guard places > 0 else { return grouped(scaled) }
  let fraction = String(scaled % Int(scale))
  return grouped(scaled / Int(scale)) + "." + String(repeating: "0", count: places - fraction.utf8.count)
    + fraction
}

/// A count with its noun: `1 document`, `2 documents`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}

/// Seconds as a person says them: `8 s`, `2 min 5 s`, `3 h 20 min`.
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e9 else { return "?" }
  let whole = Int(seconds.rounded())
  switch whole {
  case ..<60: return "\(whole) s"
  case ..<3600: return "\(whole / 60) min \(whole % 60) s"
  default: return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
