import ArgumentParser
import ChatCompletions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The options that say where a server's key is.
struct KeyOptionGroup: ParsableArguments {
  @Option(
    name: .customLong("api-key-env"),
    help: """
      The environment variable that holds the key (default on a provider's own host: OPENROUTER_API_KEY, OPENAI_API_KEY, \
      AZURE_OPENAI_API_KEY, ARK_API_KEY; a server on this machine needs none).
      """)
  var variable: String?

  @Option(
    name: .customLong("api-key-file"),
    help: ArgumentHelp("A file that holds the key and nothing else, - for standard input.", valueName: "FILE")
  )
  var file: String?

  func validate() throws {
    guard variable == nil || file == nil else {
      throw ValidationError("--api-key-env and --api-key-file exclude each other.")
    }
  }

  /// The key. Only a provider's own host has a variable: no key goes to a server that it wasn't named for.
  func secret(for profile: ProviderProfile) throws(CommandFailure) -> Secret? {
    if let file { return try secret(inFile: file) }
    guard let name = variable ?? profile.keyVariable else {
      guard profile.requiresKey else { return nil }
      throw CommandFailure(
        "\(profile.name) needs a key: name the environment variable that holds it with --api-key-env, or a file with "
          + "--api-key-file")
    }
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else {
      if variable == nil {
        throw CommandFailure(
          "no key for \(profile.name): set \(name)\(profile.pages.map { " to one from \($0.keys)" } ?? ""), or give "
            + "--base-url http://127.0.0.1:8080/v1 for a model on this machine, which needs none")
      }
      // A key given by mistake in the place of the variable's name must not be repeated; some are of letters and digits only.
      let isName = name.utf8.allSatisfy {
        $0 == UInt8(ascii: "_") || $0 &- 0x30 < 10 || $0 &- 0x41 < 26
      }
      throw CommandFailure(
        isName
          ? "the environment variable \(name) that --api-key-env names is not set"
          : "--api-key-env wants the name of an environment variable, and there is none of the name that it was given"
      )
    }
    guard let key = Secret(value, source: name) else {
      throw CommandFailure(
        "the environment variable \(name) holds no key: only blanks, or characters that no key has")
    }
    return key
  }

  private func secret(inFile path: String) throws(CommandFailure) -> Secret {
    // A key given by mistake in the place of the file's name must not be repeated.
    guard path == "-" || access(path, R_OK) == 0 else {
      throw CommandFailure(
        "the file that --api-key-file names can't be read: \(String(cString: strerror(errno)))")
    }
    let bytes = try readWholeFile(path, what: "key file")
    let name = path == "-" ? "standard input" : path
    guard let key = Secret(String(decoding: bytes, as: UTF8.self), source: name) else {
      throw CommandFailure(
        "\(name) holds no key: a key is one word of visible ASCII characters, without blanks")
    }
    return key
  }
}
