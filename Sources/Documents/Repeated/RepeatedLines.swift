/// The lines that repeat on most pages of their group with the same neighbours, as hashes.
package struct RepeatedLines: Sendable {
  struct Place: Sendable {
    /// Pages of the group that have it.
    let pageCount: UInt32
    /// The first page that has it, which keeps it.
    let keeper: UInt64
  }

  private let places: [UInt64: Place]

  init(_ places: [UInt64: Place]) {
    self.places = places
  }

  /// True if nothing repeats anywhere.
  package var isEmpty: Bool { places.isEmpty }

  /// Whether a line is navigation there: it stands so on most pages, a page has it before this one, and hardly a page
  /// has its neighbours without it.
  ///
  /// The last rule is what saves values. `Manual` between `Transmission` and `Drivetrain` may stand on seven pages of
  /// ten; that the other three have `Automatic` there shows the place to be a value's.
  func repeats(_ place: LinePlace, on page: UInt64) -> Bool {
    guard let found = places[place.hash], found.keeper != page else { return false }
    return isRare(place.neighbours.before, without: found) && isRare(place.neighbours.after, without: found)
  }

  private func isRare(_ neighbour: UInt64, without place: Place) -> Bool {
    guard let found = places[neighbour] else { return true }
    return UInt64(place.pageCount) * 10 >= UInt64(found.pageCount) * 9
  }
}
