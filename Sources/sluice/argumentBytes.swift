#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of an argument as they were given: a path need not be UTF-8, but the parser's strings are.
func argumentBytes(_ text: String) -> [UInt8] {
  guard text.unicodeScalars.contains("\u{FFFD}") else { return Array(text.utf8) }
  for index in 0..<Int(CommandLine.argc) {
    guard let argument = CommandLine.unsafeArgv[index] else { continue }
    if String(cString: argument) == text {
      return Array(UnsafeRawBufferPointer(start: argument, count: strlen(argument)))
    }
  }
  return Array(text.utf8)
}
