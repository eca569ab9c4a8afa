import Testing

@testable import Extraction

@Suite struct RepairPlanTests {
  private func plan(
    repairs: Int = 2, most: Int = 1000, short: Bool = false, canSplit: Bool = false, many: Bool = false
  ) -> RepairPlan {
    RepairPlan(
      .init(
        repairs: repairs, maxTokens: 1000, mostTokens: most, isTextShort: short, canSplit: canSplit,
        splitsRecords: many))
  }

  private func steps(_ plan: RepairPlan, _ kinds: [Failure.Kind]) -> [RepairPlan.Step] {
    var plan = plan
    return kinds.map { plan.next(after: Rejection($0, "no")) }
  }

  @Test func eachKindHasItsSteps() {
    #expect(
      steps(plan(), [.invalid, .notJSON, .invalid]) == [.repair(answer: 0), .repair(answer: 0), .giveUp])
    #expect(steps(plan(), [.notJSON, .invalid]) == [.repair(answer: 0), .repair(answer: 1)])
    #expect(steps(plan(), [.emptyAnswer, .runaway, .emptyAnswer]) == [.again, .again, .giveUp])
    #expect(steps(plan(), [.refused, .refused]) == [.again, .giveUp])
    #expect(steps(plan(), [.filtered, .refused, .invalid]) == [.again, .again, .giveUp])
    #expect(steps(plan(repairs: 0), [.invalid]) == [.giveUp])
    #expect(steps(plan(repairs: 0), [.runaway]) == [.giveUp])
  }

  /// JSON of another shape has one error, and is still further from a record than a record with some.
  @Test func aRecordWithErrorsIsBetterThanNone() {
    var plan = plan()
    _ = plan.next(after: Rejection(.invalid, "no", problems: ["a", "b"]))
    #expect(plan.next(after: Rejection(.invalid, "no", lacksRecords: true)) == .repair(answer: 0))
  }

  @Test func cutAnswers() {
    // Nothing to gain: the same once more.
    #expect(steps(plan(), [.truncated, .truncated]) == [.again, .giveUp])
    // Less than half as much again isn't worth it.
    #expect(steps(plan(most: 1499), [.truncated]) == [.again])
    #expect(steps(plan(most: 1500), [.truncated]) == [.longer])
    // A short text has no long answer.
    #expect(steps(plan(most: 9000, short: true), [.truncated, .truncated]) == [.again, .longer])
    // Lists are split, records when nothing else helps.
    #expect(steps(plan(canSplit: true, many: true), [.truncated]) == [.split])
    #expect(steps(plan(canSplit: true), [.truncated, .truncated]) == [.again, .split])
    #expect(
      steps(plan(most: 9000, canSplit: true, many: true), [.truncated, .truncated]) == [.longer, .longer])
    #expect(
      steps(plan(repairs: 3, most: 4000, canSplit: true, many: true), [.truncated, .truncated]) == [
        .longer, .split,
      ])
    #expect(steps(plan(repairs: 0, canSplit: true), [.truncated]) == [.split])
  }

  /// Thinking that took the room is no sign of an answer that runs away.
  @Test func thinkingNeedsRoom() {
    var plan = plan(most: 9000, short: true)
    #expect(plan.next(after: Rejection(.truncated, "no"), isFull: false) == .longer)
    #expect(plan.maxTokens == 4000)
    #expect(plan.next(after: Rejection(.invalid, "no")) == .repair(answer: 1))
    #expect(plan.maxTokens == 4000)
  }
}
