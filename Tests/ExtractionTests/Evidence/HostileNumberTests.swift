import Extraction
import JSON
import Testing

@Suite struct HostileNumberTests {
  /// An exponent at the end of what an integer holds once ended the process.
  @Test(arguments: [
    #"{"n":1e-9223372036854775808}"#, #"{"n":1e9223372036854775807}"#, #"{"n":"1e-9223372036854775808"}"#,
    #"{"n":1e-99999999999999999999999}"#, #"{"n":-0e-9223372036854775808}"#,
  ])
  func extremeExponentsAreNotFound(record: String) throws {
    var finder = EvidenceFinder(Array("one 1 and 0.5 and 1e-9223372036854775807".utf8))
    let evidence = finder.evidence(for: try JSONDocument(record).root)
    #expect(evidence.places.count + evidence.ungrounded.count == 1)
  }
}
