import Documents

/// One document on its way from the walk to the output.
///
/// `@unchecked Sendable`: one thread at a time has it, as with ``LineBlock``.
final class TextBlock: OrderedBlock, @unchecked Sendable {
  var sequence = 0
  var source: DocumentSource?
  /// What is to be printed.
  var output: [UInt8] = []
  /// Why there is nothing to print.
  var failure: TextFailure?

  var waitingByteCount: Int { output.count }

  func releaseInput() {}

  func reset() {
    source = nil
    output = []
    failure = nil
  }
}

/// Why a document has no text.
enum TextFailure: Error {
  /// This document only; a full sentence.
  case document(String)
  /// The others can't be written either.
  case output(CommandFailure)
}
