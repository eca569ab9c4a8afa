import Testing

@testable import ChatCompletions

@Suite struct SpendingTests {
  @Test func letsInWhatSurelyFits() {
    var spending = Spending(ceiling: 1)
    #expect(spending.verdict(1) == .fits)
    #expect(spending.verdict(1.01) == .exceeds)
    spending.reserve(0.6)
    #expect(spending.verdict(0.4) == .fits)
    #expect(spending.verdict(0.5) == .waits)
    spending.settle(0.6, cost: 0.1)
    #expect(spending.verdict(0.5) == .fits)
    #expect(spending.spent == 0.1)
    #expect(spending.left == 0.9)
  }

  @Test func whatMayHaveBeenBilledCountsAtItsWorst() {
    var spending = Spending(ceiling: 1)
    spending.reserve(0.7)
    spending.settle(0.7, cost: nil)
    #expect(spending.spent == 0.7)
    #expect(spending.verdict(0.4) == .exceeds)
  }

  @Test func anUnknownPriceCountsAsTheDearestSoFar() {
    var spending = Spending(ceiling: 1)
    #expect(spending.worst(nil) == 0)
    spending.reserve(spending.worst(nil))
    spending.settle(0, cost: 0.3)
    #expect(spending.worst(nil) == 0.3)
    spending.reserve(0.3)
    #expect(spending.verdict(nil) == .fits)
    spending.reserve(0.3)
    #expect(spending.verdict(nil) == .waits)
  }

  @Test func countsWhatEarlierRunsHaveSpent() {
    let spending = Spending(ceiling: 1, alreadySpent: 1)
    #expect(spending.verdict(0) == .exceeds)
    #expect(spending.left == 0)
  }

  @Test func withoutACeilingEverythingFits() {
    #expect(Spending(ceiling: nil).verdict(1e9) == .fits)
    #expect(Spending(ceiling: nil).left == nil)
  }
}
