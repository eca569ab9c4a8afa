extension [UInt8] {
  /// The offset after the first occurrence of a phrase that is not empty, at `start` or behind it.
  func end(of phrase: String, from start: Int = 0) -> Int? {
    let phrase = Array(phrase.utf8)
    var index = start
    while index + phrase.count <= count {
      if self[index] == phrase[0], self[index..<index + phrase.count].elementsEqual(phrase) {
        return index + phrase.count
      }
      index += 1
    }
    return nil
  }
}
