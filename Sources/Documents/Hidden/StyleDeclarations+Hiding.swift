/// Why a reader does not see an element.
struct Hiding: Equatable {
  let reason: DroppedText.Reason
  /// The page may show the element at a click, as the parts of an accordion or the tabs behind the first.
  let canOpen: Bool
}

extension StyleDeclarations {
  /// Why an element with this style is not seen with all that is in it; nil if it may be.
  ///
  /// Visibility and the size of the font are not asked for: what is inside may have its own.
  var hiding: Hiding? {
    if hides(.display) { return Hiding(reason: .display, canOpen: true) }
    if hides(.contentVisibility) { return Hiding(reason: .visibility, canOpen: true) }
    // What is animated begins unseen and is shown.
    if hides(.animation) { return nil }
    if hides(.opacity) || hides(.filter) { return Hiding(reason: .opacity, canOpen: true) }
    if hides(.color) { return Hiding(reason: .color, canOpen: false) }
    if isCut { return Hiding(reason: .offScreen, canOpen: isCollapsed) }
    let isMoved = hides(.left) || hides(.right) || hides(.top) || hides(.bottom) || hides(.clip)
    if hides(.position) && isMoved || hides(.marginLeft) || hides(.marginTop) || hides(.textIndent)
      || hides(.clipPath) || hides(.transform)
    {
      return Hiding(reason: .offScreen, canOpen: false)
    }
    return nil
  }

  /// So low that nothing is seen of what is in it. Boxes for pictures have no height but a padding.
  private var isCut: Bool {
    hides(.overflow) && (hides(.height) || hides(.maxHeight)) && hides(.minHeight) == false
      && hides(.padding) == false
  }
}
