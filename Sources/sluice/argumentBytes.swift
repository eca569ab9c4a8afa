#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of an argument as they were given: a path need not be UTF-8, but the parser's strings are.
///
/// Several where arguments differ only in bytes that are not UTF-8, which the parser's strings don't show.
func argumentBytes(_ text: String) -> [[UInt8]] {
  guard text.unicodeScalars.contains("\u{FFFD}") else { return [Array(text.utf8)] }
  let given = (0..<Int(CommandLine.argc)).compactMap { CommandLine.unsafeArgv[$0] }
    .filter { String(cString: $0) == text }
    .map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
  return given.isEmpty ? [Array(text.utf8)] : given
}
