/// The CSS properties that decide whether text can be seen.
enum StyleName: UInt8, CaseIterable {
  case animation, background, backgroundClip, bottom, clip, clipPath, color, contentVisibility, display,
    filter
  case font, fontSize, height, left, margin, marginLeft, marginTop, maxHeight, minHeight, opacity, overflow
  case padding, paddingSide, position, right, textIndent, top, transform, visibility

  /// Nil for all other properties.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    // Most declarations end here.
    guard range.count >= 3, range.count <= 23 else { return nil }
    let first = lowercased(bytes[range.lowerBound])
    for (name, text) in StyleName.all
    where text.utf8CodeUnitCount == range.count && text.utf8Start[0] == first {
      var i = 0
      while i < range.count, lowercased(bytes[range.lowerBound + i]) == text.utf8Start[i] { i += 1 }
      if i == range.count {
        self = name
        return
      }
    }
    return nil
  }

  private static let all: [(StyleName, StaticString)] = [
    (.animation, "animation"), (.animation, "animation-name"), (.background, "background"),
    (.background, "background-color"), (.backgroundClip, "background-clip"),
    (.backgroundClip, "-webkit-background-clip"), (.bottom, "bottom"), (.clip, "clip"),
    (.clipPath, "clip-path"),
    (.color, "color"), (.contentVisibility, "content-visibility"), (.display, "display"), (.filter, "filter"),
    (.font, "font"), (.fontSize, "font-size"), (.height, "height"), (.left, "left"), (.margin, "margin"),
    (.marginLeft, "margin-left"), (.marginTop, "margin-top"), (.maxHeight, "max-height"),
    (.minHeight, "min-height"), (.opacity, "opacity"), (.overflow, "overflow"), (.overflow, "overflow-x"),
    (.overflow, "overflow-y"), (.padding, "padding"), (.paddingSide, "padding-top"),
    (.paddingSide, "padding-bottom"), (.position, "position"), (.right, "right"),
    (.textIndent, "text-indent"),
    (.top, "top"), (.transform, "transform"), (.visibility, "visibility"),
  ]
}
