package import Foundation

/// Test data that is not part of the repository: official suites and gold sets.
package enum SharedTestData {
  /// The folder that holds `Package.swift`.
  package static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A folder or file of the shared data, or nil where it is absent.
  ///
  /// It is looked for where `SLUICE_TEST_DATA` points, else in `shared` beside the package's root, and then in
  /// `.test-data`, which `Scripts/fetch-test-data` fills.
  package static func url(_ path: String) -> URL? {
    let root: URL
    if let folder = ProcessInfo.processInfo.environment["SLUICE_TEST_DATA"] {
      root = URL(fileURLWithPath: folder)
    } else {
      root = packageRoot.deletingLastPathComponent().appendingPathComponent("shared")
    }
    return [root, packageRoot.appendingPathComponent(".test-data")]
      .map { $0.appendingPathComponent(path) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}
