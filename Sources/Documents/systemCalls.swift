#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension [UInt8] {
  /// Calls `body` with the path as a C string; a path need not be UTF-8.
  func withSystemPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (self + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress!) }
    }
  }
}

/// The system's words for an error number, as the end of a sentence.
func systemMessage(_ code: Int32) -> String {
  switch code {
  case ENOENT: "no such file or folder"
  case EACCES, EPERM: "permission denied"
  case ELOOP: "its symbolic links go round in a circle"
  case ENAMETOOLONG: "its path is too long for the system"
  case EMFILE, ENFILE: "too many files are open"
  default: "error \(code): \(String(cString: strerror(code)))"
  }
}

/// A path between quotes for a message on one line: control characters are escaped.
func quoted(_ path: String) -> String {
  var result = "'"
  for scalar in path.unicodeScalars {
    if scalar.value < 0x20 || scalar.value == 0x7F {
      result += scalar.escaped(asASCII: true)
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result + "'"
}
