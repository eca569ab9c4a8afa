// Serves the fake provider by itself, for benchmarks:
//
//   fake-server PORT MILLISECONDS [--mix SEED] [--capacity 20,100@15,20@30] [--slots N] [--threads N]
//
// Each request is answered, after that long, with the number of the invoice in its document, as a stream where one is asked for.
// --mix       misbehave now and then (Mix.swift)
// --capacity  refuse at once (429) what exceeds so many requests; from so many seconds after the first request another number
// --slots     work on so many requests at a time; the others wait in line
// `GET /stats` tells the counts.

import Foundation
import Synchronization
import TestSupport

let options = ServerOptions(CommandLine.arguments.dropFirst())
let line = Mutex(WaitingLine(slots: options.slots))
let counts = Mutex<@Sendable () -> String>({ "{}" })
/// Billed answers that hold no record.
let spoiled = Mutex(0)
let firstRequest = Mutex<ContinuousClock.Instant?>(nil)

let provider = try await FakeProvider(
  port: options.port, threads: options.threads, recording: .countsOnly,
  lookup: { request in
    request.path == "/stats" ? .json(counts.withLock { $0 }()) : .error(404, "not found")
  }
) { request in
  firstRequest.withLock { if $0 == nil { $0 = .now } }
  let good = #"{"number":"\#(invoiceNumber(in: request.body))","total":12.50}"#
  var reply = FakeReply.completion(good)
  if let seed = options.mix {
    let mix = Mix(seed: seed, index: request.index)
    reply = mix.reply(good)
    if mix.mustBeAskedAgain { spoiled.withLock { $0 += 1 } }
  }
  // A refusal takes no time.
  guard reply.status != 429 else { return reply }
  return reply.after(line.withLock { $0.wait(for: options.latency) })
}

counts.withLock { counts in
  counts = {
    #"{"requests":\#(provider.requestCount),"refused":\#(provider.refusedCount),"billed":\#(provider.billedCount)"#
      + #","spoiled":\#(spoiled.withLock { $0 })"#
      + #","abandoned":\#(provider.abandonedCount),"in_flight":\#(provider.inFlight)"#
      + #","peak_in_flight":\#(provider.peakInFlight),"connections":\#(provider.connectionCount)}"#
  }
}
FileHandle.standardOutput.write(Data((provider.baseURL + "\n").utf8))

if let first = options.capacities.first {
  provider.setCapacity(first.requests)
  Task {
    while firstRequest.withLock({ $0 }) == nil { try await Task.sleep(for: .milliseconds(10)) }
    guard let start = firstRequest.withLock({ $0 }) else { return }
    for capacity in options.capacities.dropFirst() {
      try await Task.sleep(until: start + capacity.from)
      provider.setCapacity(capacity.requests)
    }
  }
}
try await provider.waitUntilClosed()
