/// Why a run could not start or had to stop; what concerns one document alone is a failure instead.
package struct RunError: Error, Sendable {
  /// The kind of reason.
  package enum Code: Sendable {
    /// The output can't be written, or is there already.
    case output
    /// There is no document to read.
    case noDocuments
  }

  package let code: Code
  /// A full sentence that names the thing and the way out.
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
