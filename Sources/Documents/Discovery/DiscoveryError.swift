/// Why documents can't be looked for at all. A run can't start with it.
package struct DiscoveryError: Error, Sendable {
  package enum Code: Sendable {
    /// No path was given.
    case noRoots
    /// A path that was given does not exist.
    case notFound
    /// A folder that was given can't be read.
    case unreadable
    /// Documents of two paths that were given would have the same names.
    case ambiguous
  }

  package let code: Code
  /// The path as it was given, nil if none was.
  package let path: String?
  /// A full sentence that names the path.
  package let message: String
}
