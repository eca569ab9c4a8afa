import TestSupport

@testable import ChatCompletions

/// Runs `body` with a client for the fake provider, waits taking no time and jitter always zero, and shuts it down.
func withClient<R>(
  _ baseURL: String, openRouter: Bool = false, model: String = "m", key: Secret? = nil,
  options: ChatClientOptions = ChatClientOptions(), waits: Waits = Waits(),
  _ body: (ChatCompletionsClient) async throws -> R
) async throws -> R {
  var options = options
  options.pause = { waits.pause($0) }
  options.now = { waits.elapsed }
  options.jitter = { 0 }
  let profile =
    openRouter ? ProviderProfile.openRouter(try BaseURL(baseURL)) : try ProviderProfile.forBaseURL(baseURL)
  let client = ChatCompletionsClient(profile: profile, model: model, key: key, options: options)
  do {
    let result = try await body(client)
    await client.shutdown()
    return result
  } catch {
    await client.shutdown()
    throw error
  }
}

/// The error of a request that is to fail.
func chatError(
  _ client: ChatCompletionsClient, _ request: ChatRequest = ChatRequest(messages: [], maxTokens: 10)
) async -> ChatError? {
  do throws(ChatError) {
    _ = try await client.complete(request)
    return nil
  } catch {
    return error
  }
}
