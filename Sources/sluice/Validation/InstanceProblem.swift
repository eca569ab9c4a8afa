import JSON
import JSONSchema

/// What is wrong with an instance: a line, an element of an array, or a whole JSON text.
enum InstanceProblem {
  /// The text is no JSON.
  ///
  /// - `location`: the value that was being read, from the instance; nil where it isn't in the instance.
  /// - `message`: what is wrong.
  case notJSON(JSONError, location: String?, message: String)
  /// The instance was to be found at a pointer that leads to nothing.
  case nothingThere(JSONPointer)
  /// An array was to be checked element by element, but this is something else.
  case noArray
  case invalid([ValidationError])

  /// How many errors of an instance are listed.
  static let listedErrors = 20
  /// How many are looked for, to say how many are not listed.
  static let soughtErrors = 100
}

/// Where an instance stands.
struct InstancePlace {
  /// The file's name as it was given.
  let file: String
  /// Line and column of the instance, from 1; columns count bytes.
  let line: Int
  let column: Int
  /// Its index in the array whose elements are checked.
  var element: Int?
  /// Whether it may stand on several lines, so that each error has a line of its own.
  var hasManyLines = false
}
