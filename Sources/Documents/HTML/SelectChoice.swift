import CLibXML2

/// What a `select` element shows: all of a few short options, as sizes are, else the selected one or the first.
struct SelectChoice {
  private(set) var text: [UInt8] = []
  private(set) var droppedCount = 0
  private(set) var droppedByteCount = 0

  /// Sizes and colours are within these; countries, years and quantities are not.
  private static let mostOptions = 10
  private static let mostBytes = 100

  private struct Option {
    var text: [UInt8] = []
    let isSelected: Bool
    /// `value=""`: it asks the reader to choose.
    let isPrompt: Bool
  }

  /// Nil if the element holds what no list of choices does.
  init?(_ select: xmlNodePtr, _ attributes: HTMLAttributes) {
    guard let options = SelectChoice.options(select, attributes) else { return nil }
    let values = options.filter { $0.text.isEmpty == false && $0.isPrompt == false }
    let byteCount = values.reduce(0) { $0 + $1.text.count }
    let isShort = values.count <= SelectChoice.mostOptions && byteCount <= SelectChoice.mostBytes
    let selected = values.filter(\.isSelected)
    var shown = values
    if isShort == false {
      // A list that begins with a prompt shows no value.
      let first = options.first { $0.text.isEmpty == false }?.isPrompt == true ? [] : values.prefix(1)
      shown = Array(selected.isEmpty ? first : selected.prefix(SelectChoice.mostOptions))
    }
    for option in shown {
      if text.isEmpty == false { text += ", ".utf8 }
      if option.isSelected, shown.count > selected.count { text += "[x] ".utf8 }
      text += option.text
    }
    droppedCount = values.count - shown.count
    droppedByteCount = byteCount - shown.reduce(0) { $0 + $1.text.count }
  }

  private static func options(_ select: xmlNodePtr, _ attributes: HTMLAttributes) -> [Option]? {
    var options: [Option] = []
    var line = LineBuffer()
    var node = select
    while true {
      if node.isText {
        if options.isEmpty == false { _ = node.withText { line.append($0) } }
      } else if node.isElement, node != select {
        switch node.element {
        case .option:
          if options.isEmpty == false { options[options.count - 1].text += line.take() }
          line.removeAll()
          options.append(
            Option(
              isSelected: attributes.has(.selected, node),
              isPrompt: attributes.value(.value, of: node)?.isEmpty == true))
        case .optionGroup, .inline, .section: break
        default: return nil
        }
      }
      if let child = node.pointee.children, node.isElement {
        node = child
        continue
      }
      while node == select || node.pointee.next == nil {
        guard node != select, let parent = node.pointee.parent else {
          if options.isEmpty == false { options[options.count - 1].text += line.take() }
          return options
        }
        node = parent
      }
      node = node.pointee.next
    }
  }
}
