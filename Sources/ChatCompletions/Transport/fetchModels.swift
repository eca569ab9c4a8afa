import NIOHTTP1

/// The JSON of a server's `GET /models`; `nil` when it has none, or does not give it soon: a run goes on without it.
package func fetchModels(_ profile: ProviderProfile, key: Secret?, within limit: Duration) async -> [UInt8]? {
  guard let url = profile.modelsURL else { return nil }
  let transport = HTTPTransport(connections: 1)
  let limits = HTTPTransport.Limits(total: limit, firstByte: nil, idle: limit)
  let answer = try? await transport.get(url, headers: profile.requestHeaders(key), within: limits) {
    // OpenRouter's list has some megabytes.
    AnswerCollector(status: $0, headers: $1, maxTokens: 1 << 17)
  }.answer
  await transport.shutdown()
  guard let answer, answer.isSuccess, answer.form == .json, !answer.isTooLarge else { return nil }
  return answer.body
}
