/// The rest of a long body: one piece many times, then an end.
package struct FakeFiller: Sendable {
  package var piece: [UInt8]
  package var count: Int
  package var tail: [UInt8]

  package init(piece: [UInt8], count: Int, tail: [UInt8] = []) {
    self.piece = piece
    self.count = count
    self.tail = tail
  }

  var byteCount: Int { piece.count * count + tail.count }
}
