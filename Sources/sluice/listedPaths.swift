/// The paths in a list: ended by NULs where there is one, as `find -print0` writes them, by line breaks otherwise.
///
/// Paths are bytes. Empty ones don't count, nor do carriage returns where all lines end in one.
///
/// - Parameter isNullSeparated: that line breaks are part of the paths, also where there is no NUL.
func listedPaths(_ list: [UInt8], isNullSeparated: Bool) -> [[UInt8]] {
  if isNullSeparated || list.contains(0) { return list.split(separator: 0).map { Array($0) } }
  let lines = list.split(separator: UInt8(ascii: "\n"))
  let carriageReturn = UInt8(ascii: "\r")
  // The last line may have no end.
  let ended = list.last == UInt8(ascii: "\n") ? lines[...] : lines.dropLast()
  let isFromWindows = ended.allSatisfy { $0.last == carriageReturn }
  return lines.map { Array(isFromWindows && $0.last == carriageReturn ? $0.dropLast() : $0) }.filter {
    !$0.isEmpty
  }
}
