import Documents

extension DiscoveryOptionGroup {
  /// The documents that the options name.
  func discovery() throws(CommandFailure) -> DocumentDiscovery {
    var roots = paths
    if let filesFrom {
      let list = try readWholeFile(filesFrom, what: "list of files")
      roots += list.split(separator: null ? 0 : UInt8(ascii: "\n")).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    do {
      return try DocumentDiscovery(roots: roots, include: include, exclude: exclude)
    } catch {
      throw CommandFailure(error.message)
    }
  }
}
