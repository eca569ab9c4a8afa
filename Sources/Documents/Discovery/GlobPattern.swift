/// A pattern for paths: `*` stands for anything within a name, `**` for anything, `?` for one character.
///
/// A pattern without `/` is matched against the last name of a path, at any depth; one with `/` against the whole
/// path from the root. A `/` at the end asks for a folder and so for everything below it.
struct GlobPattern: Sendable {
  private let pattern: [UInt8]
  private let matchesNameOnly: Bool
  let isFolderOnly: Bool

  init(_ text: String) {
    var pattern = Array(text.utf8)[...]
    if pattern.starts(with: "./".utf8) { pattern = pattern.dropFirst(2) }
    isFolderOnly = pattern.last == UInt8(ascii: "/")
    if isFolderOnly { pattern = pattern.dropLast() }
    matchesNameOnly = pattern.contains(UInt8(ascii: "/")) == false
    if pattern.first == UInt8(ascii: "/") { pattern = pattern.dropFirst() }
    self.pattern = Array(pattern)
  }

  /// - Parameter path: relative to the root, without a `/` at the end.
  func matches(_ path: [UInt8], isFolder: Bool) -> Bool {
    if isFolderOnly && isFolder == false { return false }
    guard matchesNameOnly, let slash = path.lastIndex(of: UInt8(ascii: "/")) else {
      return matches(path[...])
    }
    return matches(path[(slash + 1)...])
  }

  /// Where to go on after a mismatch: one character further for the star that was met last.
  ///
  /// A `*` can't pass a `/`, so only the last one and the last `**` need to be kept: no pattern takes exponential time.
  private struct Retry {
    var pattern: Int
    var text: Int
  }

  private func matches(_ text: ArraySlice<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    var star: Retry?
    var doubleStar: Retry?
    var p = 0
    var t = text.startIndex
    while true {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        if p + 1 < pattern.count, pattern[p + 1] == UInt8(ascii: "*") {
          p += 2
          doubleStar = Retry(pattern: p, text: t)
          star = nil
          // `**/` also stands for no folder at all.
          if p < pattern.count, pattern[p] == slash { p += 1 }
        } else {
          p += 1
          star = Retry(pattern: p, text: t)
        }
        continue
      }
      if p == pattern.count, t == text.endIndex { return true }
      if p < pattern.count, t < text.endIndex {
        if pattern[p] == UInt8(ascii: "?"), text[t] != slash {
          p += 1
          t = characterEnd(text, t)
          continue
        }
        if pattern[p] == text[t], pattern[p] != UInt8(ascii: "?") {
          p += 1
          t += 1
          continue
        }
      }
      if let last = star, last.text < text.endIndex, text[last.text] != slash {
        star!.text += 1
        (p, t) = (last.pattern, last.text + 1)
      } else if let last = doubleStar, last.text < text.endIndex {
        star = nil
        var next = last.text + 1
        p = last.pattern
        if p < pattern.count, pattern[p] == slash {
          // Whole folders only: go on behind the next `/`.
          while next <= text.endIndex, text[next - 1] != slash { next += 1 }
          if next > text.endIndex { return false }
          p += 1
        }
        doubleStar!.text = next
        t = next
      } else {
        return false
      }
    }
  }

  private func characterEnd(_ text: ArraySlice<UInt8>, _ index: Int) -> Int {
    var end = index + 1
    while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
