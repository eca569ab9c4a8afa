import CLibXML2

/// The language of a code block, as the classes of its elements name it for a highlighter; empty if they don't.
///
/// - Parameter pre: the `pre` element. The `code` element in it and two elements around it are asked as well.
func codeLanguage(_ pre: xmlNodePtr, _ attributes: HTMLAttributes) -> [UInt8] {
  var elements = [pre]
  if let child = pre.pointee.children, child.isElement, child.element == .marked(.code) {
    elements.insert(child, at: 0)
  }
  var next = pre.pointee.parent
  while let element = next, element.isElement, elements.count < 4 {
    elements.append(element)
    next = element.pointee.parent
  }
  for element in elements {
    for attribute in [HTMLAttribute.dataLang, .dataLanguage] {
      if let name = attributes.shortValue(attribute, of: element).flatMap(languageName) { return name }
    }
    guard let classes = attributes.shortValue(.class, of: element) else { continue }
    let names = classes.split(whereSeparator: isHTMLSpace)
    for (i, name) in names.enumerated() {
      // Those that name the language in a word of its own.
      if i + 1 < names.count,
        ["brush:", "hljs", "sourceCode"].contains(where: { name.elementsEqual($0.utf8) }),
        let language = languageName(Array(names[i + 1]))
      {
        return language
      }
      for prefix in ["language-", "lang-", "highlight-source-", "highlight-"]
      where name.starts(with: prefix.utf8) {
        if let language = languageName(Array(name.dropFirst(prefix.utf8.count))) { return language }
      }
    }
  }
  return []
}

private func languageName(_ name: [UInt8]) -> [UInt8]? {
  let name = name.last == UInt8(ascii: ";") ? name.dropLast().map(lowercased) : name.map(lowercased)
  guard name.isEmpty == false, name.count <= 20,
    name.allSatisfy({
      isASCIILetter($0) || isDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#")
        || $0 == UInt8(ascii: "-")
    })
  else { return nil }
  let isNone = ["none", "text", "plaintext", "default", "plain"].contains { name.elementsEqual($0.utf8) }
  return isNone ? nil : name
}
