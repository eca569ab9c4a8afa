/// Stops sending to a server that is down, and looks from time to time whether it is back. No clock, no I/O.
///
/// Closed, it counts bad outcomes with nothing good between them. Enough of them open it: nothing is sent but a single
/// probe after 1, 2, 4 … 30 seconds. An answer to the probe closes it.
struct Circuit: Sendable {
  enum Admission: Sendable, Hashable {
    case open
    case asProbe
    /// `nil`: until the probe is back.
    case closed(until: Duration?)
  }

  /// Five in a row: that many by chance, at one bad outcome in ten, is one case in a hundred thousand.
  static let threshold = 5
  static let firstWait = Duration.seconds(1)
  static let maximumWait = Duration.seconds(30)

  private struct Pause {
    var wait = Circuit.firstWait
    var nextProbe: Duration
    var isProbing = false
  }

  private(set) var badInARow = 0
  private var firstBad: Duration?
  private var pause: Pause?

  /// Whether nothing but a probe is let through.
  var isOpen: Bool { pause != nil }
  /// Since when nothing good has come; `nil` when the last outcome was good.
  var downSince: Duration? { firstBad }

  func admission(now: Duration) -> Admission {
    guard let pause else { return .open }
    if pause.isProbing { return .closed(until: nil) }
    return now >= pause.nextProbe ? .asProbe : .closed(until: pause.nextProbe)
  }

  mutating func probeSent() { pause?.isProbing = true }

  /// Something good came: an answer, or an error that only a server in working order gives.
  mutating func good(isProbe: Bool, now: Duration) {
    badInARow = 0
    firstBad = nil
    guard pause != nil else { return }
    if isProbe {
      pause = nil
    } else {
      // It was sent before the server went down, if it did: ask now.
      pause?.nextProbe = now
      pause?.wait = Circuit.firstWait
    }
  }

  /// A bad outcome.
  /// - Parameters:
  ///   - weight: 0 where it may be the request's own fault; 2 where it can't be.
  ///   - others: requests still in flight.
  mutating func bad(
    weight: Int = 1, isProbe: Bool, others: Int, retryAfter: Duration? = nil, now: Duration
  ) {
    if firstBad == nil, weight > 0 { firstBad = now }
    badInARow += weight
    if isProbe, let last = pause {
      let wait = min(last.wait * 2, Circuit.maximumWait)
      pause = Pause(wait: wait, nextProbe: now + max(wait, asked(retryAfter)))
    } else if pause == nil, badInARow >= Circuit.threshold, badInARow * 4 >= others {
      // Quick refusals come back before slow answers do, so a few beside many in flight say nothing yet.
      pause = Pause(nextProbe: now + max(Circuit.firstWait, asked(retryAfter)))
    }
  }

  /// The probe came to nothing by itself: the next one may go at once.
  mutating func probeCancelled() { pause?.isProbing = false }

  private func asked(_ retryAfter: Duration?) -> Duration { min(retryAfter ?? .zero, .seconds(60)) }
}
