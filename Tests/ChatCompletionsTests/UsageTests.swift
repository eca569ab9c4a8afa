import Testing

@testable import ChatCompletions

@Suite struct UsageTests {
  @Test func addsUpAndSaysWhenTheCostIsUnknown() {
    let known = Usage(
      requests: 1, promptTokens: 10, completionTokens: 4, reasoningTokens: 2, cachedTokens: 3, knownCost: 0.5)
    let unknown = Usage(requests: 2, promptTokens: 1, unpricedAnswers: 1)
    #expect(Usage.zero.cost == 0)
    #expect(known.cost == 0.5)
    #expect((known + known).cost == 1)
    #expect((known + unknown).cost == nil)
    #expect((known + unknown).knownCost == 0.5)
    #expect(
      known + known
        == Usage(
          requests: 2, promptTokens: 20, completionTokens: 8, reasoningTokens: 4, cachedTokens: 6,
          knownCost: 1))
    #expect(known + unknown - unknown == known)
  }
}
