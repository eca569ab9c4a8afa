import NIOHTTP1

/// A whole HTTP response.
struct HTTPAnswer: Sendable {
  var status: Int
  var headers: HTTPHeaders
  var body: [UInt8]
}
