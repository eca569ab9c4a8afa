/// What the server was told on its command line.
struct ServerOptions {
  var port = 0
  var latency = Duration.zero
  var threads = 1
  var slots = Int.max
  var mix: UInt64?
  var capacities: [(requests: Int, from: Duration)] = []

  init(_ arguments: ArraySlice<String>) {
    let usage =
      "usage: fake-server PORT MILLISECONDS [--mix SEED] [--capacity N,N@SECONDS…] [--slots N] [--threads N]"
    var positions: [Int] = []
    var rest = arguments
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        guard let number = Int(argument) else { fatalError(usage) }
        positions.append(number)
        continue
      }
      guard let value = rest.popFirst() else { fatalError(usage) }
      switch argument {
      case "--mix": mix = UInt64(value)
      case "--slots": slots = Int(value) ?? slots
      case "--threads": threads = Int(value) ?? threads
      case "--capacity":
        capacities = value.split(separator: ",").map { part in
          let words = part.split(separator: "@")
          return (Int(words[0]) ?? 1, .seconds(words.count > 1 ? Double(words[1]) ?? 0 : 0))
        }
      default: fatalError(usage)
      }
    }
    guard positions.count == 2 else { fatalError(usage) }
    port = positions[0]
    latency = .milliseconds(positions[1])
  }
}
