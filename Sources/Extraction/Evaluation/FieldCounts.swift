/// How the values of some fields compare with what they should be.
///
/// A field is one value of the gold records that isn't a list or an object. A null is a field too: it agrees where the output has
/// null or nothing.
package struct FieldCounts: Sendable, Hashable {
  /// Fields whose value in the output is the same.
  package var agreeing = 0
  /// Fields that have a value in gold and none (or null) in the output.
  package var missing = 0
  /// Fields that have another value in the output.
  package var wrong = 0
  /// Values of the output, but for nulls, at places where gold has nothing.
  package var spurious = 0

  package init() {}

  /// The fields of the gold records.
  package var fields: Int { agreeing + missing + wrong }

  /// The share of the fields that agree, 0 to 1; 1 where there are none.
  package var recall: Double { share(agreeing, of: fields) }

  /// The share of the values given that are right, 0 to 1; 1 where there are none. A null that agrees counts as given.
  package var precision: Double { share(agreeing, of: agreeing + wrong + spurious) }

  /// The harmonic mean of precision and recall, 0 to 1.
  package var f1: Double {
    let sum = precision + recall
    return sum > 0 ? 2 * precision * recall / sum : 0
  }

  private func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 1 : Double(part) / Double(whole)
  }

  static func += (counts: inout FieldCounts, more: FieldCounts) {
    counts.agreeing += more.agreeing
    counts.missing += more.missing
    counts.wrong += more.wrong
    counts.spurious += more.spurious
  }
}
