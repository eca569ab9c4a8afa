/// Where a server's API begins, taken as the user wrote it: no `/v1` is added, only slashes at the end are dropped, and the
/// `/chat/completions` of a whole address.
package struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// The whole, without a slash at the end.
  package let text: String
  /// Scheme, host and port: what a server is called in messages.
  package let origin: String
  package let isSecure: Bool
  /// In lower case, without the brackets of an IPv6 address.
  package let host: String
  /// The `api-version=…` that Azure's dated addresses end in; no other query is taken, since it could hold a key.
  package let query: String?

  package var description: String { text }

  /// Reads an absolute http or https URL (RFC 3986).
  /// - Throws: ``InvalidBaseURL`` when it is none, or has a user name, a query or a fragment.
  package init(_ text: String) throws(InvalidBaseURL) {
    var rest = text[...]
    query = rest.firstIndex(of: "?").map { String(text[$0...].dropFirst()) }.flatMap { query in
      let value = query.utf8.dropFirst("api-version=".utf8.count)
      let isVersion =
        query.hasPrefix("api-version=")
        && value.allSatisfy { $0 == 0x2d || $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 }
      return isVersion && !value.isEmpty ? query : nil
    }
    if let query { rest = rest.dropLast(query.count + 1) }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    if rest.hasSuffix("/chat/completions") { rest = rest.dropLast("/chat/completions".count) }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), let colon = rest.firstIndex(of: ":"),
      rest[colon...].hasPrefix("://")
    else { throw InvalidBaseURL(text, "is no URL") }
    let scheme = rest[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else {
      throw InvalidBaseURL(text, "has a scheme other than http and https")
    }
    let afterScheme = rest[colon...].dropFirst(3)
    let authority = afterScheme.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else {
      throw InvalidBaseURL(
        text, "holds a user name or password, which belong into an environment variable")
    }
    guard !afterScheme.contains("?"), !afterScheme.contains("#") else {
      throw InvalidBaseURL(text, "has a query or a fragment")
    }
    var host = authority
    var port: Substring?
    if authority.hasPrefix("[") {
      guard let bracket = authority.firstIndex(of: "]") else { throw InvalidBaseURL(text, "has no host") }
      host = authority[authority.index(after: authority.startIndex)..<bracket]
      let tail = authority[bracket...].dropFirst()
      guard tail.isEmpty || tail.hasPrefix(":") else { throw InvalidBaseURL(text, "has no valid host") }
      port = tail.isEmpty ? nil : tail.dropFirst()
    } else if let colon = authority.firstIndex(of: ":") {
      host = authority[..<colon]
      port = authority[colon...].dropFirst()
    }
    guard !host.isEmpty else { throw InvalidBaseURL(text, "has no host") }
    if let port, UInt16(port) ?? 0 == 0 { throw InvalidBaseURL(text, "has no valid port") }
    self.text = scheme + rest[colon...]
    self.host = host.lowercased()
    origin = scheme + "://" + authority.lowercased()
    isSecure = scheme == "https"
  }

  /// Whether the server runs on this machine: `localhost`, `127.0.0.0/8`, `::1`.
  package var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension BaseURL {
  /// Azure's API begins at `/openai/v1` of a resource; an address with a deployment in its path needs a version.
  var completedForAzure: BaseURL {
    let path = text.dropFirst(origin.count)
    if path.contains("/deployments/") {
      return query == nil ? BaseURL(self, path: String(path), query: "api-version=2024-10-21") : self
    }
    return path.isEmpty || path == "/openai" ? BaseURL(self, path: "/openai/v1", query: nil) : self
  }

  private init(_ url: BaseURL, path: String, query: String?) {
    text = url.origin + path
    origin = url.origin
    isSecure = url.isSecure
    host = url.host
    self.query = query
  }
}

/// A base URL that can't be used.
package struct InvalidBaseURL: Error, Sendable, CustomStringConvertible {
  /// A sentence that names the URL, unless it may hold a password, and shows a good one.
  package let message: String

  init(missingFor provider: ProviderKind) {
    let example =
      switch provider {
      case .azure: "https://NAME.openai.azure.com/openai/v1"
      case .ark: "https://ark.ap-southeast.bytepluses.com/api/v3"
      default: "http://127.0.0.1:8080/v1"
      }
    message =
      "\(provider.rawValue) has no address that is everyone's; hint: give yours as --base-url, like \(example)"
  }

  init(_ url: String, _ problem: String) {
    // What is no URL can hold a password or a key all the same.
    let shown = url.contains("@") || url.contains("?") ? "given" : url
    message =
      "the base URL \(shown) \(problem); hint: it looks like https://openrouter.ai/api/v1 or http://127.0.0.1:8080/v1"
  }

  package var description: String { message }
}
