/// Text that was left out for one reason.
package struct DroppedText: Hashable, Sendable {
  package enum Reason: String, CaseIterable, Sendable {
    /// The `hidden` attribute.
    case hidden
    case ariaHidden = "aria-hidden"
    case display = "display: none"
    case visibility = "visibility: hidden"
    case opacity = "opacity: 0"
    case fontSize = "font-size: 0"
    /// Text in the colour of its background.
    case color = "color of the background"
    /// Moved or clipped out of sight.
    case offScreen = "off-screen"
    case comment
    case zeroWidth = "zero-width characters"
    /// Controls of writing direction.
    case bidi = "bidi controls"
    /// The Unicode characters that mirror ASCII and are never shown.
    case tags = "tag characters"
    case control = "control characters"
    /// Escaped rather than dropped: a token that a chat template gives a meaning.
    case chatTemplate = "chat template tokens"
    /// What a closed list of choices does not show.
    case options
    /// A list of ten links or more in an element that calls itself navigation.
    case menu
    /// The same lines stand on most pages of the folder or host: only with `--drop-repeated`.
    case repeated
    /// Metadata beyond what a head may hold.
    case metadata
    /// Navigation, banners, footers: only with `ReadingOptions.Content.main`.
    case boilerplate
  }

  package let reason: Reason
  /// How many elements, comments or characters.
  package let count: Int
  /// Of their text in UTF-8, without its markup; 0 where it was not read.
  package let byteCount: Int

  package init(reason: Reason, count: Int, byteCount: Int) {
    self.reason = reason
    self.count = count
    self.byteCount = byteCount
  }
}
