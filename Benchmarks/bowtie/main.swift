// A test harness for Bowtie, or for anything that speaks its protocol: commands as JSON lines on standard input, answers on
// standard output.
//
//   bowtie-sluice [--assert-formats] [--every-way]

import JSON
import JSONSchema

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the program with a line on standard error.
func stop(_ message: String, code: Int32) -> Never {
  let line = Array("\(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(code)
}

let options = Set(CommandLine.arguments.dropFirst())
guard options.isSubset(of: ["--assert-formats", "--every-way"]) else {
  stop("usage: bowtie-sluice [--assert-formats] [--every-way]", code: 64)
}
var harness = Harness(
  formats: options.contains("--assert-formats") ? .assert : .annotate,
  checksEveryWay: options.contains("--every-way"))

while let line = readLine(strippingNewline: true) {
  do throws(Harness.Stop) {
    print(String(decoding: try harness.answer(Array(line.utf8)).serialized(), as: UTF8.self))
    fflush(nil)
  } catch {
    switch error {
    case .asked: exit(0)
    case .broken(let message): stop(message, code: 1)
    }
  }
}
