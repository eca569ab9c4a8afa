/// The cost ceiling of a run: what was spent, what requests in flight may yet cost, and whether another fits. No I/O.
struct Spending: Sendable {
  enum Verdict: Sendable, Hashable {
    case fits
    /// It may fit when what is in flight has cost less than it could.
    case waits
    case exceeds
  }

  let ceiling: Double?
  private(set) var spent: Double
  private(set) var reserved = 0.0
  private var inFlight = 0
  /// Stands for a worst case that is not known.
  private var largest = 0.0

  init(ceiling: Double?, alreadySpent: Double = 0) {
    self.ceiling = ceiling
    spent = alreadySpent
  }

  /// What is left of the ceiling when all that is in flight costs as much as it can; never below zero.
  var left: Double? { ceiling.map { max($0 - spent - reserved, 0) } }

  /// The most a request may cost; where that is unknown, as much as the dearest so far.
  func worst(_ cost: Double?) -> Double { max(cost ?? largest, 0) }

  func verdict(_ cost: Double?) -> Verdict {
    guard let ceiling else { return .fits }
    // A ceiling that is reached is reached, whatever the next request may cost.
    if spent + reserved + worst(cost) <= ceiling, spent < ceiling { return .fits }
    return inFlight > 0 ? .waits : .exceeds
  }

  mutating func reserve(_ worst: Double) {
    reserved += worst
    inFlight += 1
  }

  /// - Parameter cost: `nil` where it isn't known: the worst case counts.
  mutating func settle(_ worst: Double, cost: Double?) {
    inFlight -= 1
    reserved = inFlight == 0 ? 0 : max(reserved - worst, 0)
    spent += cost ?? worst
    if let cost { largest = max(largest, cost) }
  }
}
