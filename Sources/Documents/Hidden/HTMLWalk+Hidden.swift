import CLibXML2

/// Where the walk meets what a reader does not see.
extension HTMLWalk {
  /// What was left out, by reason.
  var dropped: [DroppedText] {
    var tally = hidden.tally
    tally.add(line.invisible.dropped)
    return tally.dropped
  }

  /// False if an element is to be passed over with all that is in it.
  mutating func showsElement(_ node: xmlNodePtr, _ element: HTMLElement, _ writer: inout MarkdownWriter)
    -> Bool
  {
    let canKeep =
      element.isInline == false && lineElement == nil && preElement == nil && tableElement == nil
    switch hidden.enter(node, canKeep: canKeep) {
    case .shown: return true
    case .dropped: return false
    case .kept:
      endBlock(&writer)
      writer.beginHiddenPart()
      return true
    }
  }

  /// Ends an element whose end the walk has written.
  mutating func leaveHidden(_ node: xmlNodePtr, _ writer: inout MarkdownWriter) {
    hidden.leave(node)
    guard hidden.endsKept(node) else { return }
    endBlock(&writer)
    writer.endHiddenPart()
  }
}
