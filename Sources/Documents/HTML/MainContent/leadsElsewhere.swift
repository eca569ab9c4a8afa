/// True if a heading says that what follows is not what its page is about.
///
/// - Parameter heading: its beginning in small letters, one space between words.
func leadsElsewhere(_ heading: [UInt8]) -> Bool {
  // "12 comments"
  let text = heading.drop { isDigit($0) || $0 == 0x20 }
  return beginnings.contains { beginning in
    guard text.starts(with: beginning) else { return false }
    let next = text.dropFirst(beginning.count).first
    return next.map { isASCIILetter($0) == false } ?? true
  }
}

private let beginnings: [[UInt8]] = [
  "you may also", "you might also", "you may like", "you might like", "related", "recommended",
  "recommendations",
  "more from", "more like", "more stories", "more articles", "more posts", "more news", "more in", "similar",
  "recently viewed", "customer reviews", "customers also", "customers who", "customers say", "people also",
  "reviews",
  "ratings", "read more", "read next", "see also", "also on", "also read", "latest", "trending",
  "most popular",
  "most read", "most viewed", "popular", "share this", "share on", "follow us", "newsletter", "subscribe",
  "sign up",
  "join our", "stay connected", "stay in touch", "stay up", "get the latest", "get our", "leave a reply",
  "leave a comment", "comment", "comments", "about the author", "tags", "categories", "complete the",
  "complete your",
  "pairs well", "pairs with", "frequently bought", "shop the", "shop by", "explore more", "what to read",
  "up next",
  "next up", "in this article", "on this page", "table of contents", "further reading", "external links",
  "your privacy", "your cookie", "we value", "cookie", "cookies", "privacy", "contact us", "need help",
  "ask a question", "featured",
].map { Array($0.utf8) }
