/// Why a document could not be read. A run survives it: the document ends up in the failures file.
package struct DocumentError: Error, Sendable {
  /// The kind in the words of the failures file.
  package enum Kind: String, Sendable {
    /// The file could not be opened or read, or is not a regular file.
    case unreadable
    /// It has no text that a reader can see.
    case empty
    /// It is not text.
    case binary
    /// It is over a size limit.
    case tooLarge = "too_large"
    /// It is broken, or made to break readers, beyond what can be mended.
    case damaged
  }

  package let kind: Kind
  /// A full sentence that names the file.
  package let message: String

  package init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }
}
