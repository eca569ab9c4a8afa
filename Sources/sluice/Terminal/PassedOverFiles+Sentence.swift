import Documents

extension PassedOverFiles {
  /// What a walk did not read, as a note at the end; nil where it read all.
  ///
  /// `passed over 12 files: 9 .png, 3 .pdf; name them with --include to read them`
  var sentence: String? {
    var parts: [String] = []
    if unread > 0 {
      let kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      var shown = kinds.prefix(5).map { "\(grouped($0.value)) .\($0.key)" }
      let more = kinds.dropFirst(5).reduce(0) { $0 + $1.value }
      if more > 0 { shown.append("\(grouped(more)) of \(counted(kinds.count - 5, "more kind"))") }
      if others > 0 { shown.append("\(grouped(others)) without an extension") }
      parts.append(
        "passed over \(counted(unread, "file")): \(shown.joined(separator: ", ")); name them with --include to read them"
      )
    }
    if repeated > 0 {
      parts.append("passed over \(counted(repeated, "further path")) to files that were read")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
