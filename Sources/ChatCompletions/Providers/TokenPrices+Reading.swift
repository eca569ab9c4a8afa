import JSON

extension TokenPrices {
  /// Reads OpenRouter's `pricing`: US dollars a token, as decimal strings.
  ///
  /// - Returns: nil where a price is missing, is no number, or is negative, which stands for one that is not fixed.
  init?(_ pricing: JSONElement) {
    guard let prompt = dollars(pricing["prompt"], shift: 6),
      let completion = dollars(pricing["completion"], shift: 6)
    else { return nil }
    // Thinking is counted in the completion.
    let thinking = dollars(pricing["internal_reasoning"], shift: 6) ?? 0
    self.init(
      prompt: prompt, completion: max(completion, thinking),
      request: dollars(pricing["request"], shift: 0) ?? 0,
      overrides: (pricing["overrides"]?.elements ?? []).map(Override.init))
  }
}

extension TokenPrices.Override {
  fileprivate init(_ entry: JSONElement) {
    let (start, end) = (minute(entry["utc_start"]), minute(entry["utc_end"]))
    self.init(
      abovePromptTokens: entry["min_prompt_tokens"]?.intValue,
      hours: start == nil && end == nil ? nil : .init(start: start ?? 0, end: end ?? 24 * 60),
      prompt: dollars(entry["prompt"], shift: 6), completion: dollars(entry["completion"], shift: 6),
      request: dollars(entry["request"], shift: 0))
  }
}

/// A price times a power of ten, exact where its text has no exponent: 0.0000001 times a million is 0.1.
private func dollars(_ element: JSONElement?, shift: Int) -> Double? {
  guard let text = element?.stringValue ?? element?.numberValue?.text else { return nil }
  let hasExponent = text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
  var value = Double(hasExponent ? text : "\(text)e\(shift)")
  if hasExponent { for _ in 0..<shift { value? *= 10 } }
  guard let value, value.isFinite, value >= 0 else { return nil }
  return value
}

/// The minute of the day of a time written `HHMM`.
private func minute(_ element: JSONElement?) -> Int? {
  let text = element?.stringValue?.filter { $0 != ":" }
  guard let number = element?.intValue ?? text.flatMap({ Int($0) }) else { return nil }
  let (hour, minute) = (number / 100, number % 100)
  return (0...24).contains(hour) && (0..<60).contains(minute) ? hour * 60 + minute : nil
}
