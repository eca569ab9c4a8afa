import CLibXML2

/// The tree that libxml2 makes of a mended page. Freed when it goes out of scope.
struct HTMLTree: ~Copyable {
  private let document: htmlDocPtr

  /// Nil if the page had nothing to parse.
  var root: xmlNodePtr? { xmlDocGetRootElement(document) }

  /// Why a page has no tree.
  enum Failure: Error {
    case tooDeep
    case noMemory
  }

  /// - Parameter html: valid UTF-8, mended.
  init(_ html: [UInt8], maximumDepth: Int) throws(Failure) {
    _ = initialized
    guard let context = htmlNewParserCtxt() else { throw .noMemory }
    defer { htmlFreeParserCtxt(context) }
    sluice_limit_depth(context, maximumDepth)
    // HTML_PARSE_HUGE (XML_PARSE_HUGE, 1 << 19, which HTMLparser.h doesn't name): without it all text deeper than 256
    // levels and all text after 10 MB is lost without a word.
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NODEFDTD.rawValue
      | HTML_PARSE_COMPACT.rawValue | 1 << 19
    let parsed = html.withUnsafeBytes { bytes in
      htmlCtxtReadMemory(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, "UTF-8",
        Int32(options))
    }
    guard let parsed else { throw .noMemory }
    if sluice_is_too_deep(context) {
      xmlFreeDoc(parsed)
      throw .tooDeep
    }
    document = parsed
  }

  deinit {
    xmlFreeDoc(document)
  }
}

/// libxml2 must be set up once before threads use it.
private let initialized: Void = xmlInitParser()
