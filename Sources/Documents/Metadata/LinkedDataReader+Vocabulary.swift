/// The words of schema.org that JSON-LD and microdata are read by.
extension LinkedDataReader {
  /// Types that say something about the site or are no text. As values of a property some have a name.
  static let siteTypes: Set<String> = [
    "BreadcrumbList", "CommentAction", "Corporation", "EntryPoint", "ImageObject", "MerchantReturnPolicy",
    "NewsMediaOrganization", "OfferShippingDetails", "OnlineStore", "Organization", "Person", "ReadAction",
    "SearchAction", "SiteNavigationElement", "SpeakableSpecification", "WPFooter", "WPHeader", "WPSideBar",
    "WebSite",
  ]

  /// Types of which the name says all that is needed.
  static let namedTypes: Set<String> = [
    "Brand", "Corporation", "Country", "Language", "NewsMediaOrganization", "OnlineStore", "Organization",
    "Person", "Thing",
  ]

  /// Properties whose value is known by its name whatever its type.
  static let namedProperties: Set<String> = [
    "actor", "author", "brand", "byArtist", "contributor", "creator", "director", "editor", "inLanguage",
    "manufacturer", "organizer", "performer", "provider", "publisher", "seller",
  ]

  /// Types of a page itself: its name is the title.
  static let pageTypes: Set<String> = [
    "AboutPage", "CollectionPage", "ContactPage", "FAQPage", "ItemPage", "ProfilePage", "SearchResultsPage",
    "WebPage",
  ]

  /// What an organization is reached by and known as: all that is of use of the one behind the site.
  static let contacts: Set<String> = [
    "address", "contactPoint", "email", "faxNumber", "legalName", "taxID", "telephone", "vatID",
  ]

  /// Properties whose elements have a line each.
  static let linesOfTheirOwn: Set<String> = [
    "ingredients", "recipeIngredient", "recipeInstructions", "step", "supply", "tool",
  ]

  /// Properties that say nothing of the subject, or what the page's text says anyway.
  static let leftOut: Set<String> = [
    "about", "accessMode", "accessibilityFeature", "accessibilityHazard", "answerCount", "articleBody",
    "associatedMedia", "breadcrumb", "comment", "contentUrl", "copyrightHolder", "copyrightYear",
    "cssSelector", "embedUrl", "encoding", "hasMerchantReturnPolicy", "hasPart", "image", "inLanguage",
    "interactionStatistic", "isAccessibleForFree", "isPartOf", "logo", "mainEntityOfPage", "maxValue",
    "mentions", "photo", "position", "potentialAction", "primaryImageOfPage", "publishingPrinciples",
    "sameAs", "screenshot", "shippingDetails", "speakable", "subjectOf", "thumbnail", "thumbnailUrl",
    "trailer", "url", "video", "wordCount", "worstRating",
  ]

  /// True for types that say nothing whatever stands in them.
  static func isNoise(_ type: String) -> Bool {
    siteTypes.contains(type) && namedTypes.contains(type) == false
  }

  static func isLeftOut(_ property: String) -> Bool { leftOut.contains(property) }

  static func hasManyLines(_ property: String) -> Bool { linesOfTheirOwn.contains(property) }

  /// True if the name of a property's value says all that is needed.
  static func isNamed(_ type: String, _ property: String) -> Bool {
    namedTypes.contains(type) || namedProperties.contains(property)
  }
}
