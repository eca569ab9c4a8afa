import NIOHTTP1
import Testing

@testable import ChatCompletions

@Suite struct RetryAfterTests {
  static let now = 784_111_777 - 90

  @Test(arguments: [
    (["Retry-After": "7"], Duration.seconds(7)),
    (["retry-after": "0"], .zero),
    (["Retry-After": "1.5"], .milliseconds(1500)),
    (["Retry-After-Ms": "250"], .milliseconds(250)),
    (["Retry-After-Ms": "250", "Retry-After": "9"], .milliseconds(250)),
    (["Retry-After-Ms": "soon", "Retry-After": "9"], .seconds(9)),
    (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"], .seconds(90)),
    (["Retry-After": "Sunday, 06-Nov-94 08:49:37 GMT"], .seconds(90)),
    (["Retry-After": "Sun Nov  6 08:49:37 1994"], .seconds(90)),
    (["Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:49:30 GMT"], .seconds(7)),
    (["Retry-After": "Sun, 06 Nov 1994 08:40:37 GMT"], .zero),
  ])
  func isRead(headers: [String: String], wait: Duration) {
    #expect(retryAfter(in: HTTPHeaders(headers.map { ($0, $1) }), now: Self.now) == wait)
  }

  @Test(arguments: ["", "-1", "nan", "inf", "soon", "Sun, 06 Foo 1994 08:49:37 GMT", "06 Nov 1994"])
  func isIgnoredWhenItMakesNoSense(value: String) {
    #expect(retryAfter(in: ["Retry-After": value], now: Self.now) == nil)
  }

  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2028 23:59:59 GMT", 1_835_481_599),
    ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
  ])
  func datesAreCounted(text: String, seconds: Int) {
    #expect(secondsSince1970(httpDate: text) == seconds)
  }
}
