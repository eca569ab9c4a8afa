import Foundation
package import JSON

/// The schemas that those of the JSON Schema test suite refer to, as if its server ran.
package enum SuiteRemotes {
  @Sendable package static func document(at uri: String) throws -> JSONDocument? {
    let server = "http://localhost:1234/"
    guard uri.hasPrefix(server), let folder = SharedTestData.url("json-schema-test-suite/remotes") else {
      return nil
    }
    let file = folder.appendingPathComponent(String(uri.dropFirst(server.count)))
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try JSONDocument([UInt8](Data(contentsOf: file)))
  }
}
