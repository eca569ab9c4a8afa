/// True if a heading says that what follows is not what its page is about.
///
/// - Parameter heading: its beginning in small letters, one space between words.
func leadsElsewhere(_ heading: [UInt8]) -> Bool {
  // "12 comments"
  begins(heading.drop { isDigit($0) || $0 == 0x20 }, with: beginnings)
}

/// True if a heading on a product's page says that what follows doesn't describe it.
///
/// - Parameter heading: its beginning in small letters, one space between words.
func standsBesideProduct(_ heading: [UInt8]) -> Bool { begins(heading[...], with: besideProduct) }

/// True for a line in a text that only leads to another: "Read also: How bridges are built".
func leadsElsewhere(_ run: PageOutline.Run) -> Bool {
  run.labelHash != 0 && run.characters <= 200 && run.linkCharacters * 2 > run.characters
    && labels.contains(run.labelHash)
}

private func begins(_ text: ArraySlice<UInt8>, with beginnings: [[UInt8]]) -> Bool {
  beginnings.contains { beginning in
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
  "you'll also", "you’ll also", "we think you", "recently bought", "shop similar", "more to explore",
  "more to love", "explore related", "recent posts", "from our blog", "from the blog", "editors' picks",
  "editor's picks", "editors’ picks", "editor’s picks", "top stories",
  "das könnte", "kundenbewertungen", "kunden kauften", "verwandte", "mehr zum thema", "kommentare",
  "vous aimerez", "produits similaires", "articles similaires", "avis clients", "commentaires",
  "à lire aussi",
  "también te puede", "productos relacionados", "artículos relacionados", "comentarios",
  "potrebbe interessarti", "prodotti correlati", "articoli correlati", "commenti",
  "gerelateerde", "reacties", "produtos relacionados", "comentários",
].map { Array($0.utf8) }

private let besideProduct: [[UInt8]] = [
  "faq", "faqs", "frequently asked", "common questions", "questions", "people are asking", "q&a",
  "have a question", "payment", "shipping", "delivery", "free shipping", "returns", "return policy",
  "warranty",
  "size guide", "size chart", "sizing", "why buy", "why choose", "why shop", "shop with", "compare",
  "write a review", "our promise", "our guarantee", "as seen", "about us",
  "versand", "lieferung", "zahlung", "rückgabe", "häufige fragen", "größentabelle",
  "livraison", "paiement", "retours", "questions fréquentes", "guide des tailles",
  "envío", "pago", "devoluciones", "preguntas frecuentes", "guía de tallas",
  "spedizione", "pagamento", "resi", "domande frequenti", "guida alle taglie",
  "verzending", "betaling", "retourneren", "veelgestelde vragen", "maattabel",
].map { Array($0.utf8) }

private let labels = Set(
  """
  also read:
  read also:
  read more:
  must read:
  read next:
  see also:
  follow-up read:
  related:
  related article:
  related articles:
  related post:
  related posts:
  related reading:
  related story:
  related stories:
  further reading:
  recommended:
  recommended reading:
  you may also like:
  you might also like:
  siehe auch:
  lesen sie auch:
  lesen sie mehr:
  mehr zum thema:
  lire aussi:
  à lire aussi:
  voir aussi:
  lea también:
  lee también:
  leer más:
  ver también:
  te puede interesar:
  leggi anche:
  vedi anche:
  leia também:
  veja também:
  leia mais:
  lees ook:
  zie ook:
  """.split(separator: "\n").map { textHash($0) })
