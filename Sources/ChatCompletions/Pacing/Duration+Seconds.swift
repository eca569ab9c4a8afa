extension Duration {
  /// As a number, for arithmetic where a nanosecond more or less is nothing.
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
