import Extraction
import JSON
import Testing

@Suite struct EvidenceBoundaryTests {
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

  /// A number that is part of another, a day that is none, a pipe in a table.
  @Test(arguments: [
    (#"{"v":"12"}"#, "12.50 and 3,12", false), (#"{"v":"12"}"#, "12, 13. 12.", true),
    (#"{"v":"5"}"#, "1,5 l", false),
    (#"{"v":"1.2.3"}"#, "version 1.2.3", true), (#"{"v":"2024-02-31"}"#, "on 31.02.2024", false),
    (#"{"v":"2024-02-29"}"#, "on 29.02.2024", true), (#"{"v":"a|b"}"#, "| a\\|b | c |", true),
  ])
  func partsOfOthersAreNotFound(record: String, text: String, isFound: Bool) throws {
    var finder = EvidenceFinder(Array(text.utf8))
    let evidence = finder.evidence(for: try JSONDocument(record).root)
    #expect(evidence.ungrounded.isEmpty == isFound)
  }
}
