extension EvidenceFinder {
  /// Where a text stands byte by byte, between word boundaries.
  func exactPlaces(of needle: [UInt8], in area: Range<Int>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    forEachOccurrence(of: needle, in: text, area) { start in
      let range = start..<start + needle.count
      guard standsAlone(range, in: text) else { return start + 1 }
      places.append(range)
      return places.count < Self.maximumPlaces ? range.upperBound : nil
    }
    return places
  }

  /// Where words stand one after the other with any white space between them, between word boundaries.
  ///
  /// - Parameter searched: the text, or its folded form, which has the same offsets.
  func placesOfWords(_ words: [[UInt8]], of searched: [UInt8], in area: Range<Int>) -> [Range<Int>] {
    guard let anchor = words.indices.max(by: { words[$0].count < words[$1].count }) else { return [] }
    var places: [Range<Int>] = []
    // Where the anchor is on every line, comparing the words around it is what costs.
    var comparisons = 16 * area.count + 65_536
    forEachOccurrence(of: words[anchor], in: searched, area) { start in
      guard comparisons > 0 else { return nil }
      var first = start
      var end = start + words[anchor].count
      for word in words[anchor + 1..<words.count] {
        guard let blanks = blankCount(from: end, in: searched) else { return start + 1 }
        comparisons -= blanks + word.count
        end += blanks
        guard searched[min(end, searched.count)...].starts(with: word) else { return start + 1 }
        end += word.count
      }
      for word in words[0..<anchor].reversed() {
        guard let blanks = blankCount(before: first, in: searched) else { return start + 1 }
        comparisons -= blanks + word.count
        first -= blanks
        guard first >= word.count, searched[(first - word.count)..<first].elementsEqual(word) else {
          return start + 1
        }
        first -= word.count
      }
      let range = first..<end
      guard area.contains(first), end <= area.upperBound, standsAlone(range, in: text) else {
        return start + 1
      }
      places.append(range)
      return places.count < Self.maximumPlaces ? max(range.upperBound, start + 1) : nil
    }
    return places
  }

  /// Calls for each place of a text in a part of another, in order, until the body gives nil; else it gives where to go on.
  ///
  /// Gives up where the places are so many, and the text sought so long, that it would take more than a few passes.
  private func forEachOccurrence(
    of needle: [UInt8], in haystack: [UInt8], _ area: Range<Int>, _ body: (Int) -> Int?
  ) {
    var work = 16 * area.count + 65_536
    var start = area.lowerBound
    while let found = firstOccurrence(
      of: needle.span, in: haystack.span, start..<area.upperBound, work: &work),
      let next = body(found), next <= area.upperBound
    {
      start = next
    }
  }
}

/// The count of white space bytes at an offset; nil where there are none. A no-break space is two.
private func blankCount(from offset: Int, in text: [UInt8]) -> Int? {
  var end = offset
  while end < text.count {
    if isASCIIBlank(text[end]) {
      end += 1
    } else if text[end] == 0xC2, end + 1 < text.count, text[end + 1] == 0xA0 {
      end += 2
    } else {
      break
    }
  }
  return end > offset ? end - offset : nil
}

/// The count of white space bytes that end at an offset; nil where there are none.
private func blankCount(before offset: Int, in text: [UInt8]) -> Int? {
  var start = offset
  while start > 0 {
    if isASCIIBlank(text[start - 1]) {
      start -= 1
    } else if text[start - 1] == 0xA0, start > 1, text[start - 2] == 0xC2 {
      start -= 2
    } else {
      break
    }
  }
  return start < offset ? offset - start : nil
}
