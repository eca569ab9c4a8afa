/// The candidate that a misspelt name probably means, or nil where none is close.
///
/// Close is one edit (a letter more, less, other, or two swapped) in a short name and two from six bytes on;
/// upper and lower case don't count. Of equally close ones the first.
func closestName(to name: String, among candidates: [String]) -> String? {
  let typed = Array(name.lowercased().utf8)
  guard typed.count >= 2, typed.count <= 64 else { return nil }
  let limit = typed.count < 6 ? 1 : 2
  var closest: (name: String, distance: Int)?
  for candidate in candidates where candidate != name {
    let wanted = Array(candidate.lowercased().utf8)
    guard abs(wanted.count - typed.count) <= limit, wanted.count >= 2 else { continue }
    let distance = editDistance(typed, wanted)
    if distance <= limit, distance < (closest?.distance ?? .max) { closest = (candidate, distance) }
  }
  return closest?.name
}

/// Edits between two texts, a swap of neighbours being one (optimal string alignment).
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var distance = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforeLast[j - 1] + 1) }
      row.append(distance)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
