/// Where a document is found: the path shown to users and the file that is opened.
package struct DocumentSource: Sendable {
  /// Relative to its root, parts separated by `/`, always valid UTF-8 and different for every source of a run.
  package let path: String
  /// The file's path as the system knows it, which need not be UTF-8.
  package let fileBytes: [UInt8]
  /// Set for what was found but can't be read, such as a folder without permission: reading throws it.
  package let problem: DocumentError?

  /// The file's path for messages; the bytes are what opens it.
  package var file: String { String(decoding: fileBytes, as: UTF8.self) }

  package init(path: String, file: String) {
    self.init(path: path, fileBytes: Array(file.utf8), problem: nil)
  }

  init(path: String, fileBytes: [UInt8], problem: DocumentError?) {
    self.path = path
    self.fileBytes = fileBytes
    self.problem = problem
  }
}
