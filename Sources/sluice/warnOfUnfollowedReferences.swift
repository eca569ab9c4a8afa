import Extraction

/// Says on standard error what of a schema a model is not sent.
func warnOfUnfollowedReferences(_ response: ResponseSchema, schema path: String) {
  let references = response.unfollowedReferences
  guard !references.isEmpty else { return }
  let shown = references.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
  let more = references.count > 3 ? " and \(references.count - 3) more" : ""
  let line =
    "sluice: warning: \(path): the model is not sent what stands at \(shown)\(more), because only references of the form "
    + "#/… are followed; answers are validated by it; hint: copy it into $defs"
  printError(line.printable)
}
