/// The leave to send one attempt. Given back with what came of it.
struct Ticket: Sendable {
  let need: Need
  let sentAt: Duration
  /// The worst case that was set aside, in US dollars.
  let reserved: Double
  let pass: ConcurrencyLimit.Pass
  let isProbe: Bool
}
