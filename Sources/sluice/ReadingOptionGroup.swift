import ArgumentParser
import Chunking
import Documents

/// The options that say how documents are read, for every command that reads them.
struct ReadingOptionGroup: ParsableArguments {
  /// What is read of a page. `auto` is decided for each document, see ``DocumentReading``.
  enum Content: String, CaseIterable, ExpressibleByArgument {
    case full, main, auto
  }

  @Option(
    help: ArgumentHelp(
      """
      What is read of a page: full (all that a reader can see but long menus), main (without navigation, banners and \
      footers), auto (main only where full is too long for the model).
      """, valueName: "full|main|auto"))
  var content = Content.full

  @Flag(help: "Number the links of a page and list their addresses at the end of its text.")
  var links = false

  @Flag(help: "Keep the text that a page hides from its readers, and its long menus.")
  var keepHidden = false

  @Flag(
    help: ArgumentHelp(
      "Leave out the lines that repeat on most pages of a folder or host, such as menus and footers.",
      discussion: """
        The documents are read twice. A line goes where it stands with the same lines around it on at least three of five \
        pages, of five pages or more; the first document that has it keeps it, so that nothing is lost from a folder. \
        Rows of tables, lines of the form "name: value" and lines whose neighbours differ stay. Leave this off where each \
        record needs what every page says, such as the seller in a footer.
        """))
  var dropRepeated = false

  /// - Parameter textTokens: the tokens of text that the model has room for; only `auto` asks.
  func reading(textTokens: Int) -> DocumentReading {
    DocumentReading(
      options: ReadingOptions(
        content: content == .main ? .main : .full, showsLinks: links, keepsHidden: keepHidden),
      fullTokenLimit: content == .auto ? textTokens : nil)
  }
}
