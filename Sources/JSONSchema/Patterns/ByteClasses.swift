/// The bytes in classes: those that an expression never tells apart share one.
struct ByteClasses {
  let classOfByte: ContiguousArray<UInt8>
  /// For each class whether it is of letters, digits and `_`; told apart only where an expression asks.
  let isWord: [Bool]

  var count: Int { isWord.count }

  subscript(byte: UInt8) -> Int { Int(classOfByte[Int(byte)]) }

  init(_ graph: NondeterministicAutomaton) {
    var startsClass = Array(repeating: false, count: 257)
    startsClass[0] = true
    func separate(_ range: ClosedRange<UInt8>) {
      startsClass[Int(range.lowerBound)] = true
      startsClass[Int(range.upperBound) + 1] = true
    }
    for state in graph.states {
      if case .bytes(let range, _) = state { separate(range) }
    }
    if graph.hasWordAssertions {
      for range in [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A] as [ClosedRange<UInt8>] {
        separate(range)
      }
    }
    var classOfByte: ContiguousArray<UInt8> = []
    var isWord: [Bool] = []
    for byte in UInt8.min...UInt8.max {
      if startsClass[Int(byte)] {
        isWord.append(isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "_"))
      }
      classOfByte.append(UInt8(isWord.count - 1))
    }
    self.classOfByte = classOfByte
    self.isWord = isWord
  }
}
