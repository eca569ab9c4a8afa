/// The patterns of a `.sluiceignore` file: what a walk leaves out in the folder it stands in and below.
///
/// The format is that of `.gitignore`, with the patterns of ``GlobPattern``: one a line; `#` begins a comment; `!` takes
/// back what an earlier pattern leaves out, but not inside a folder that is left out itself; `\#`, `\!` and `\ ` stand
/// for the character; blanks at the end of a line don't count. The last pattern that matches decides, and a file further
/// down before one further up.
struct IgnoreFile: Sendable {
  static let name = Array(".sluiceignore".utf8)
  /// No list written by people is longer, and every name in a folder is compared with all of it.
  static let maximumByteCount = 1 << 20

  private struct Rule: Sendable {
    var pattern: GlobPattern
    var isNegated: Bool
  }

  private let rules: [Rule]
  /// How many characters of a path stand before the part that the patterns are for.
  private let start: Int

  /// - Parameters:
  ///   - text: what the file holds.
  ///   - folder: the path of its folder from the root, empty or ending in `/`.
  init(_ text: [UInt8], folder: [UInt8]) {
    start = GlobText(folder).characters.count
    let bytes = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text[...]
    rules = bytes.split(separator: UInt8(ascii: "\n")).compactMap(Self.rule)
  }

  var isEmpty: Bool { rules.isEmpty }

  private static func rule(_ line: ArraySlice<UInt8>) -> Rule? {
    var line = line
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    guard line.first != UInt8(ascii: "#") else { return nil }
    while let last = line.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
      let backslashes = line.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      guard backslashes.isMultiple(of: 2) else { break }
      line.removeLast()
    }
    let isNegated = line.first == UInt8(ascii: "!")
    if isNegated { line.removeFirst() }
    guard line.isEmpty == false, line.elementsEqual("/".utf8) == false,
      line.count <= GlobPattern.maximumByteCount
    else { return nil }
    return Rule(pattern: GlobPattern(line), isNegated: isNegated)
  }

  /// Whether it leaves a path out, or takes one back that another leaves out; nil where it says nothing.
  func leavesOut(_ path: GlobText, isFolder: Bool) -> Bool? {
    rules.last { $0.pattern.matches(path, from: start, isFolder: isFolder) }.map { $0.isNegated == false }
  }
}
