/// Makes the head of a page from all that says something about it: title, `meta` and `link` elements, JSON-LD,
/// microdata, in this order.
///
/// - Parameters:
///   - html: the page, which the mender's ranges point into.
///   - text: what a reader sees of it.
func makeMetadataHead(
  _ mender: HTMLMender, html: [UInt8], title: [UInt8]?, language: String?, microdata: [MetadataEntry],
  text: Span<UInt8>
) -> MetadataHead {
  let meta = MetaElements(mender.headElements, mender.attributes)
  var fixed: [MetadataEntry] = []
  if let title { fixed.append(MetadataEntry(name: "title", value: title)) }
  if let language = language.map({ Array($0.utf8) }) ?? meta.language {
    fixed.append(MetadataEntry(name: "language", value: language))
  }
  if let address = meta.canonicalAddress { fixed.append(MetadataEntry(name: "url", value: address)) }
  var entries = meta.entries
  var mendableByteCount = 1 << 20
  var remainingSteps = LinkedDataReader.maximumSteps
  for script in mender.structuredData {
    guard let document = readLinkedData(html[script], mendableByteCount: &mendableByteCount) else { continue }
    var reader = LinkedDataReader(document, remainingSteps: remainingSteps)
    reader.read()
    remainingSteps = reader.remainingSteps
    entries += reader.entries
  }
  return MetadataHead(fixed: fixed, entries: entries + microdata, text: text)
}
