import JSON
import JSONSchema

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder with local copies of the schemas under a URI prefix.
struct SchemaFolder: Sendable, Equatable {
  let prefix: String
  let folder: String

  /// From `URI-PREFIX=DIR`; nil where one of them is missing. The prefix is a URI with a scheme.
  init?(parsing text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.contains(UInt8(ascii: ":")), !parts[1].isEmpty else { return nil }
    prefix = String(parts[0])
    folder = String(parts[1])
  }

  /// Where a URI's document would be: in the folder and never outside it; nil for other URIs.
  func path(for uri: String) -> String? {
    guard uri.utf8.starts(with: prefix.utf8) else { return nil }
    let rest = uri.utf8.dropFirst(prefix.utf8.count)
    // The prefix ends where a segment does: https://example.com/a is no prefix of https://example.com/ab.
    guard prefix.utf8.last == UInt8(ascii: "/") || rest.first == UInt8(ascii: "/") else { return nil }
    guard let decoded = percentDecodedPath(rest) else { return nil }
    let segments = decoded.split(separator: "/")
    guard !segments.isEmpty, !segments.contains("..") else { return nil }
    return "\(folder)/\(segments.joined(separator: "/"))"
  }
}

/// Finds the documents of references: in the folders of `--resolve`, and by `file:` URIs. Never from a network.
struct SchemaResolver: Sendable {
  let folders: [SchemaFolder]

  /// The document of an absolute URI without fragment; nil where nothing says in what file it would be.
  ///
  /// - Throws: ``CommandFailure`` that names the file where there is none, or one that is no JSON or can't be read.
  func document(for uri: String) throws(CommandFailure) -> JSONDocument? {
    let paths = folders.compactMap { $0.path(for: uri) }
    for path in paths {
      for candidate in [path, path + ".json"] where isRegularFile(candidate) {
        return try readJSONFile(candidate, what: "schema")
      }
    }
    let scheme = "file://"
    if uri.utf8.starts(with: scheme.utf8),
      let path = percentDecodedPath(uri.utf8.dropFirst(scheme.utf8.count)),
      path.utf8.first == UInt8(ascii: "/")
    {
      guard isFolder(path) || isRegularFile(path) else { throw CommandFailure("there is no file \(path)") }
      return try readJSONFile(path, what: "schema")
    }
    guard let path = paths.first else { return nil }
    throw CommandFailure("there is no file \(path)" + (path.hasSuffix(".json") ? "" : " or \(path).json"))
  }
}

/// The `file:` URI of a path, made absolute; the current folder's for `-`.
func fileURI(of path: String) -> String {
  var absolute = path == "-" ? "" : path
  if absolute.utf8.first != UInt8(ascii: "/"), let folder = getcwd(nil, 0) {
    absolute = String(cString: folder) + "/" + absolute
    free(folder)
  }
  return "file://" + percentEncoded(absolute, keeping: "/-._~")
}

private func isRegularFile(_ path: String) -> Bool { fileType(path) == S_IFREG }

/// Whether there is a folder of that name.
func isFolder(_ path: String) -> Bool { fileType(path) == S_IFDIR }

private func fileType(_ path: String) -> mode_t? {
  var status = stat()
  return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
}

/// A path with `%XX` decoded; nil where that isn't hexadecimal, isn't UTF-8 or holds a NUL.
private func percentDecodedPath(_ text: Substring.UTF8View) -> String? {
  guard let path = percentDecoded(String(Substring(text))), !path.utf8.contains(0) else { return nil }
  return path
}
