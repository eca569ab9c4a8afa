package import Foundation

/// Test data that is not part of the repository: official suites and gold sets.
package enum SharedTestData {
  /// The folder that holds `Package.swift`.
  package static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A folder or file of the shared data, or nil where it is absent.
  ///
  /// It is looked for where `SLUICE_TEST_DATA` points, else in `shared` beside the package's root.
  package static func url(_ path: String) -> URL? {
    let root: URL
    if let folder = ProcessInfo.processInfo.environment["SLUICE_TEST_DATA"] {
      root = URL(fileURLWithPath: folder)
    } else {
      root = packageRoot.deletingLastPathComponent().appendingPathComponent("shared")
    }
    let url = root.appendingPathComponent(path)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }
}
