/// libFuzzer's own mutations: bytes changed, words of the dictionary put in.
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int) -> Int

/// Changes an input: half of the time its bytes, else a stretch of whole tags and texts, which is copied, moved, left
/// out or repeated, as broken generators and hostile pages do.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ capacity: Int, _ seed: UInt32) -> Int
{
  var chance = Chance(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
  guard count > 8, chance.below(2) == 0 else { return mutateBytes(data, count, capacity) }
  var bytes = Array(UnsafeBufferPointer(start: data, count: count))
  // The two bytes before the file choose options and name.
  var starts = [2]
  for i in 3..<count
  where bytes[i] == UInt8(ascii: "<") || bytes[i - 1] == UInt8(ascii: ">") || bytes[i] == 0x0A {
    starts.append(i)
  }
  starts.append(count)
  let first = chance.below(starts.count - 1)
  let last = min(first + 1 + chance.below(6), starts.count - 1)
  let stretch = starts[first]..<starts[last]
  let piece = Array(bytes[stretch])
  switch chance.below(4) {
  case 0: bytes.removeSubrange(stretch)
  case 1: bytes.insert(contentsOf: piece, at: starts[chance.below(starts.count)])
  case 2:
    bytes.removeSubrange(stretch)
    let place = starts[chance.below(starts.count)]
    bytes.insert(contentsOf: piece, at: place <= stretch.lowerBound ? place : max(2, place - piece.count))
  default:
    let times = min(1 + chance.below(60), max(1, (capacity - count) / max(1, piece.count)))
    bytes.insert(contentsOf: (0..<times).flatMap { _ in piece }, at: stretch.upperBound)
  }
  let kept = min(bytes.count, capacity)
  for i in 0..<kept { data[i] = bytes[i] }
  return kept
}

private struct Chance {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }
}
