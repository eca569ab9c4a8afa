/// Why a regular expression can't be used; the rest of a sentence.
struct PatternError: Error {
  let message: String
}
