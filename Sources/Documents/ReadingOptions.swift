/// What becomes of a document's parts when it is read.
package struct ReadingOptions: Hashable, Sendable {
  package enum Content: String, CaseIterable, Sendable {
    /// Everything a reader can see but long menus, behind a head of metadata.
    case full
    /// Without navigation, banners and footers. The same as `full` for what is no HTML page.
    case main
  }

  package var content: Content
  /// Writes links as numbered references, with their addresses at the end of the text.
  package var showsLinks: Bool
  /// Keeps the text that a page hides from its readers, and its long menus.
  package var keepsHidden: Bool

  package init(content: Content = .full, showsLinks: Bool = false, keepsHidden: Bool = false) {
    self.content = content
    self.showsLinks = showsLinks
    self.keepsHidden = keepsHidden
  }

  package static let `default` = ReadingOptions()
}
