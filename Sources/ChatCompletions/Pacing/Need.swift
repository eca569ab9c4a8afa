/// What one attempt asks of the limits of a run.
struct Need: Sendable, Hashable {
  /// Prompt and answer, for a limit of tokens a minute.
  var estimatedTokens = 0
  /// US dollars if the prompt and the answer are as long as they can be; `nil` where the price is not known.
  var worstCost: Double?
  /// 1 for the first attempt of a request.
  var attempt = 1
  /// Earlier attempts of the request that timed out.
  var timeouts = 0
}
