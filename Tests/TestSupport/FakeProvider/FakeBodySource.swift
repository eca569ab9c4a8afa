/// The bytes of a reply's body in order, made when they are asked for.
struct FakeBodySource {
  private var pending: ArraySlice<UInt8>
  private var piece: [UInt8]
  private var repetitionsLeft: Int
  private var tail: [UInt8]
  /// How many bytes are left.
  private(set) var count: Int

  init(_ reply: FakeReply) {
    pending = reply.body[...]
    piece = reply.more?.piece ?? []
    repetitionsLeft = reply.more?.count ?? 0
    tail = reply.more?.tail ?? []
    count = reply.body.count + (reply.more?.byteCount ?? 0)
  }

  /// The next bytes, at most so many; none at the end.
  mutating func next(_ limit: Int) -> ArraySlice<UInt8> {
    while pending.count < limit, count > pending.count {
      if repetitionsLeft > 0 {
        pending += piece
        repetitionsLeft -= 1
      } else {
        pending += tail
        tail = []
      }
    }
    let bytes = pending.prefix(limit)
    pending = pending.dropFirst(bytes.count)
    count -= bytes.count
    return bytes
  }
}
