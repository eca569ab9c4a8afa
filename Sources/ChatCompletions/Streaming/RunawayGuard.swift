/// Watches an answer grow, and says when it has run away. A fixed number of steps for each byte.
struct RunawayGuard: Sendable {
  /// A run of white space outside of strings that no layout has: an indentation of 128 levels by four.
  static let longestWhiteSpace = 512
  private let maximumBytes: Int
  /// Bytes of the answer that have been looked at.
  private var position = 0
  private var whiteSpace = 0
  private var isInString = false
  private var isEscaped = false
  private var near: LoopDetector
  private var far: LoopDetector

  /// - Parameters:
  ///   - maximumBytes: a longer answer has run away.
  ///   - patience: how many times longer than usual a loop must go on.
  init(maximumBytes: Int, patience: Int = 1) {
    self.maximumBytes = maximumBytes
    near = LoopDetector(reach: 512, patience: patience)
    far = LoopDetector(reach: 8192, patience: patience)
  }

  /// What an answer ran into that was ended by its limit of tokens: the beginnings of a runaway are enough then.
  var reasonForLength: CutReason? {
    if whiteSpace > 64 { return .whitespace }
    return near.isRepeating || far.isRepeating ? .loop : nil
  }

  /// Looks at what has been added since the last time.
  /// - Parameter answer: everything so far.
  mutating func look(at answer: [UInt8]) -> CutReason? {
    var i = position
    let bytes = answer.span
    position = bytes.count
    var (whiteSpace, isInString, isEscaped) = (whiteSpace, isInString, isEscaped)
    while i < bytes.count {
      let byte = bytes[i]
      i &+= 1
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte) {
        whiteSpace &+= 1
        if whiteSpace > Self.longestWhiteSpace { return .whitespace }
      } else {
        whiteSpace = 0
        isInString = byte == UInt8(ascii: "\"")
      }
    }
    (self.whiteSpace, self.isInString, self.isEscaped) = (whiteSpace, isInString, isEscaped)
    if near.look(at: bytes) || far.look(at: bytes) { return .loop }
    return bytes.count > maximumBytes ? .tooLong : nil
  }
}
