import ChatCompletions
import Synchronization

/// A model that gives scripted answers in order and keeps what it was asked.
final class ScriptedModel: ChatModel {
  enum Reply: Sendable {
    case content(String, finishReason: String = "stop")
    case refusal(String)
    case cut(String, CutReason)
    case reasoning(String)
    case error(ChatError)
  }

  private let state: Mutex<(replies: [Reply], requests: [ChatRequest])>

  init(_ replies: [Reply]) {
    state = Mutex((replies, []))
  }

  var requests: [ChatRequest] { state.withLock { $0.requests } }

  func complete(_ request: ChatRequest) async throws(ChatError) -> ChatResponse {
    let reply = state.withLock { state -> Reply in
      state.requests.append(request)
      return state.replies.isEmpty
        ? .error(ChatError(kind: .badRequest, message: "The script has no more answers.", attempts: 1))
        : state.replies.removeFirst()
    }
    let usage = Usage(requests: 1, promptTokens: 100, completionTokens: 10)
    switch reply {
    case .content(let content, let finishReason):
      return ChatResponse(content: content, finishReason: finishReason, usage: usage)
    case .refusal(let refusal):
      return ChatResponse(content: nil, refusal: refusal, finishReason: "stop", usage: usage)
    case .cut(let content, let reason):
      return ChatResponse(content: content, cut: reason, usage: usage)
    case .reasoning(let reasoning):
      return ChatResponse(content: "", reasoning: reasoning, finishReason: "stop", usage: usage)
    case .error(let error):
      throw error
    }
  }
}
