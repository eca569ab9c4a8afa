#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One file to check, or standard input: its name, what its bytes are, and how to open it.
struct ValidationInput: Sendable {
  /// What the bytes are.
  enum Shape: Sendable {
    /// A JSON value on each line.
    case lines
    /// One JSON value.
    case value
    /// One JSON array, whose elements are checked one by one.
    case elements
    /// One JSON value; the elements of an array where the schema speaks of other things, see ``SchemaTopic``.
    case valueOrElements
  }

  /// As it was given, for messages.
  let name: String
  let shape: Shape
  /// Bytes of the file itself; nil where that isn't known (pipes).
  let byteCount: Int?
  let isCompressed: Bool
  let open: @Sendable () throws(ReadFailure) -> any ByteSource

  /// An input of any origin.
  init(
    name: String, shape: Shape, byteCount: Int? = nil, isCompressed: Bool = false,
    open: @escaping @Sendable () throws(ReadFailure) -> any ByteSource
  ) {
    self.name = name
    self.shape = shape
    self.byteCount = byteCount
    self.isCompressed = isCompressed
    self.open = open
  }

  /// A file, or standard input for `-`.
  ///
  /// - Parameter shape: nil lets the name decide: `.json` and `.json.gz` are one value, anything else has lines. In any
  ///   case of letters.
  init(path: String, shape: Shape? = nil) {
    let name = path.lowercased()
    let isCompressed = name.hasSuffix(".gz")
    let isValue = name.hasSuffix(".json") || name.hasSuffix(".json.gz")
    var status = stat()
    let isRegular = path != "-" && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    self.init(
      name: path, shape: shape ?? (isValue ? .valueOrElements : .lines),
      byteCount: isRegular ? Int(status.st_size) : nil, isCompressed: isCompressed
    ) { () throws(ReadFailure) -> any ByteSource in
      let source = try openFile(path)
      return isCompressed ? try GzipSource(source) : source
    }
  }
}

private func openFile(_ path: String) throws(ReadFailure) -> DescriptorSource {
  if path == "-" { return DescriptorSource(STDIN_FILENO, closes: false) }
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    // The name was repaired on its way here.
    let isRepaired = errno == ENOENT && path.unicodeScalars.contains("\u{FFFD}")
    let hint = isRepaired ? "; hint: a name that is not UTF-8 can't be opened, pipe the file in" : ""
    throw ReadFailure(reason: String(cString: strerror(errno)) + hint)
  }
  var status = stat()
  if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
    close(descriptor)
    throw ReadFailure(reason: "it is a folder; hint: name the files in it")
  }
  return DescriptorSource(descriptor, closes: true)
}
