import Synchronization

/// The documents in files and folders, found while they are asked for.
///
/// They come in byte order of the whole path, so that a run's output has one order whatever the file system's. Memory
/// is bounded by the entries of the folders being walked, from a root down to the current one, and by the files with
/// several hard links.
///
/// - A file that was given by name is always read.
/// - In a folder, names with a leading dot are passed over. So are JSON and extensions that are not read (see
///   ``DocumentFormat``), unless a pattern of `include` names the file.
/// - What a `.sluiceignore` file in a walked folder leaves out is not read, see ``IgnoreFile``. `.gitignore` files are
///   not asked: documents and data are often kept out of version control, which is no reason not to read them.
/// - A file is read once, whatever paths lead to it: under the first of its hard links, and under a symbolic link only
///   where the walk doesn't come to it without. The same goes for folders, so that no circle of links is walked.
/// - A folder that can't be read comes as a source whose reading throws `.unreadable`; the walk goes on.
///
/// The path shown is relative to the root; a root that is a file is shown by its name. With several roots it begins
/// with the root's last path component, or as many of the last ones as it takes to tell the roots apart. Where paths
/// come from a list, all are shown relative to the current folder.
package struct DocumentDiscovery: Sequence, Sendable {
  let roots: [DiscoveryRoot]
  let include: [GlobPattern]
  let exclude: [GlobPattern]
  let rootIdentities: Set<FileIdentity>
  /// The folders of the roots by their paths without links, for ``reaches(_:isFolder:from:)``.
  let tops: [[UInt8]: Top]
  private let tally = Tally()

  /// - Parameters:
  ///   - roots: files and folders, at least one where there is no list.
  ///   - listed: further ones, of a list; one that can't be read is a source whose reading throws.
  ///   - include: patterns, one of which a file in a folder must match; none stands for all files we read.
  ///   - exclude: patterns of files and folders to leave out, whatever `include` says.
  /// - Throws: a `DiscoveryError` if a root does not exist or can't be read.
  package init(
    roots: [[UInt8]], listed: [[UInt8]]? = nil, include: [String] = [], exclude: [String] = []
  ) throws(DiscoveryError) {
    self.roots = try DiscoveryRoot.resolve(roots, listed: listed)
    self.include = include.map { GlobPattern($0) }
    self.exclude = exclude.map { GlobPattern($0) }
    rootIdentities = Set(self.roots.compactMap(\.identity))
    let folders = self.roots.filter(\.isFolder).compactMap { realPath($0.file) }
    tops = Dictionary(folders.map { ($0, Top()) }) { first, _ in first }
  }

  package init(roots: [String], include: [String] = [], exclude: [String] = []) throws(DiscoveryError) {
    try self.init(roots: roots.map { Array($0.utf8) }, include: include, exclude: exclude)
  }

  package func makeIterator() -> DocumentWalk {
    DocumentWalk(self)
  }

  /// What was passed over by the walk that came to its end last.
  package var passedOver: PassedOverFiles {
    tally.passedOver.withLock { $0 }
  }

  func didEnd(_ passedOver: PassedOverFiles) {
    tally.passedOver.withLock { $0 = passedOver }
  }

  private final class Tally: Sendable {
    let passedOver = Mutex(PassedOverFiles())
  }
}
