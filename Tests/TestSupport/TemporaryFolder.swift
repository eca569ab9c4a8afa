package import Foundation

/// A folder of its own for one test, removed when the test's closure ends.
package struct TemporaryFolder: Sendable {
  /// The folder itself, with symbolic links resolved.
  package let url: URL

  package var path: String { url.path(percentEncoded: false) }

  /// Makes a folder, runs `body` with it, and removes it whatever happens.
  package static func with<R>(_ body: (TemporaryFolder) async throws -> R) async throws -> R {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    return try await body(folder)
  }

  /// Makes a folder that the caller removes with ``remove()``.
  package init() throws {
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "sluice-test-\(UUID().uuidString)", directoryHint: .notDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    self.url = url
  }

  /// Removes it with all that is in it.
  package func remove() {
    try? FileManager.default.removeItem(at: url)
  }

  /// The absolute path of something in it.
  package func path(_ relative: String) -> String {
    url.appending(path: relative, directoryHint: .notDirectory).path(percentEncoded: false)
  }

  /// Writes a file, with the folders it needs, and returns its absolute path.
  @discardableResult
  package func write(_ text: String, to relative: String) throws -> String {
    try write(Array(text.utf8), to: relative)
  }

  /// Writes a file, with the folders it needs, and returns its absolute path.
  @discardableResult
  package func write(_ bytes: [UInt8], to relative: String) throws -> String {
    let file = url.appending(path: relative, directoryHint: .notDirectory)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return file.path(percentEncoded: false)
  }

  /// The bytes of a file in it.
  package func read(_ relative: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(relative))))
  }

  /// The text of a file in it.
  package func readText(_ relative: String) throws -> String {
    String(decoding: try read(relative), as: UTF8.self)
  }

  /// Whether a file or folder of that name is in it.
  package func has(_ relative: String) -> Bool {
    FileManager.default.fileExists(atPath: path(relative))
  }
}
