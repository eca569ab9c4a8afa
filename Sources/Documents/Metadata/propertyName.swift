/// The name of a property as the head has it: without the address of its vocabulary. Nil for what is no name.
func propertyName(_ name: String) -> String? {
  let last = name.utf8.reversed().prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "#") }
  guard (1...64).contains(last.count),
    last.allSatisfy({
      isASCIILetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: ":")
    })
  else { return nil }
  return last.count == name.utf8.count ? name : String(decoding: last.reversed(), as: UTF8.self)
}

/// The path of a property of something that has a path itself; a path that is long for its depth grows no more.
func propertyPath(_ path: String, _ name: String) -> String {
  if path.isEmpty { return name }
  return name.isEmpty || path.utf8.count > 100 ? path : path + "." + name
}
