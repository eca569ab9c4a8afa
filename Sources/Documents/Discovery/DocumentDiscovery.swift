/// The documents in files and folders, found while they are asked for.
///
/// They come in byte order of the whole shown path, so that a run's output has one order whatever the file system's.
/// Memory is bounded by the entries of the folders being walked, from a root down to the current one.
///
/// - A file that was given by name is always read.
/// - In a folder, names with a leading dot are passed over, and so are extensions that are not known
///   to `DocumentFormat` and JSON, unless a pattern of `include` names the file.
/// - A symbolic link to a folder is followed, but never back into a folder that is being walked and not twice to the
///   same one.
/// - A folder that can't be read comes as a source whose reading throws `.unreadable`; the walk goes on.
///
/// The path shown is relative to the root; a root that is a file is shown by its name. With several roots it begins
/// with the root's last path component, or as many of the last ones as it takes to tell the roots apart.
package struct DocumentDiscovery: Sequence, Sendable {
  let roots: [DiscoveryRoot]
  let include: [GlobPattern]
  let exclude: [GlobPattern]

  /// - Parameters:
  ///   - roots: files and folders, at least one.
  ///   - include: patterns, one of which a file in a folder must match; none stands for all files we read.
  ///   - exclude: patterns of files and folders to leave out, whatever `include` says.
  /// - Throws: a `DiscoveryError` if a root does not exist or can't be read.
  package init(roots: [String], include: [String] = [], exclude: [String] = []) throws(DiscoveryError) {
    self.roots = try DiscoveryRoot.resolve(roots)
    self.include = include.map { GlobPattern($0) }
    self.exclude = exclude.map { GlobPattern($0) }
  }

  package func makeIterator() -> DocumentWalk {
    DocumentWalk(self)
  }
}
