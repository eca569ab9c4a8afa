import Testing

@testable import Documents

/// What of a page's JSON-LD stands in its head, line by line.
@Suite struct LinkedDataTests {
  private func lines(_ json: String) throws -> [String] {
    var mendableByteCount = 0
    let document = readLinkedData(Array(json.utf8)[...], mendableByteCount: &mendableByteCount)
    var reader = LinkedDataReader(try #require(document))
    reader.read()
    return reader.entries.map { "\($0.name): \(String(decoding: $0.value, as: UTF8.self))" }
  }

  @Test(arguments: [
    (
      ##"{"@context":"https://schema.org","@type":"Product","@id":"#p","name":"Fan","sku":"X1","image":"a.jpg","offers":{"@type":"Offer","price":12.340,"priceCurrency":"EUR","availability":"https://schema.org/InStock","url":"https://x.example/"}}"##,
      [
        "name: Fan", "sku: X1", "offers.price: 12.340", "offers.priceCurrency: EUR",
        "offers.availability: InStock",
      ]
    ),
    (
      ##"{"nutrition":{"@type":"NutritionInformation","calories":900.5925600000002,"name":"x"}}"##,
      ["nutrition.calories: 900.5925600000002"]
    ),
    (
      ##"{"@type":["Recipe"],"recipeIngredient":["3 cloves garlic","1 &amp; 1/2 cups <b>milk</b>"],"recipeCategory":["Dinner","Lunch"],"author":{"@type":"Person","name":"Ann","url":"https://x.example"}}"##,
      [
        "recipeIngredient: 3 cloves garlic", "recipeIngredient: 1 & 1/2 cups milk",
        "recipeCategory: Dinner, Lunch", "author: Ann",
      ]
    ),
    (
      ##"{"recipeInstructions":[{"@type":"HowToSection","name":"Dough","itemListElement":[{"@type":"HowToStep","name":"Step 1","text":"Mix."},{"@type":"HowToStep","name":"Knead it.","text":"Knead it. Then rest."},{"@type":"HowToStep","name":"Bake","text":"In the oven."}]},"Serve."]}"##,
      [
        "recipeInstructions: Dough", "recipeInstructions: Mix.", "recipeInstructions: Knead it. Then rest.",
        "recipeInstructions: Bake", "recipeInstructions: In the oven.", "recipeInstructions: Serve.",
      ]
    ),
    (
      ##"{"@graph":[{"@type":"WebSite","name":"Site"},{"@type":"BreadcrumbList","itemListElement":[]},{"@type":"Article","headline":"H","author":{"@id":"#a"},"image":{"@id":"#i"}},{"@type":"Person","@id":"#a","name":"Ann"}]}"##,
      ["headline: H", "author: Ann"]
    ),
    (
      ##"{"@id":"a","@type":"Event","name":"E","location":{"@id":"b"},"superEvent":[{"@id":"b","@type":"Place","name":"P","event":{"@id":"a"}}]}"##,
      ["name: E", "location.name: P", "superEvent.name: P"]
    ),
    (
      ##"{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":{"@type":"Product","offers":{"price":"5"},"name":"A"}},{"@type":"ListItem","item":{"@type":"Product","name":"B"}}]}"##,
      ["item.name: A", "item.offers.price: 5", "item.name: B"]
    ),
    (
      ##"{"@type":"FAQPage","name":"Page","mainEntity":[{"@type":"Question","name":"Why?","acceptedAnswer":{"@type":"Answer","text":"<p>So.</p>"}}]}"##,
      ["question: Why?", "answer: So."]
    ),
    (
      ##"{"additionalProperty":[{"@type":"PropertyValue","name":"Colour","value":"red"}],"isFragile":true,"x":null}"##,
      ["additionalProperty: Colour: red", "isFragile: true"]
    ),
    (
      ##"{"review":[{"@type":"Review","author":{"name":"Bo"},"reviewBody":"Good.","reviewRating":{"ratingValue":4}},{"@type":"Review","author":"C"}]}"##,
      ["review.author: Bo", "review: Good."]
    ),
    (
      ##"{"@type":"Organization","name":"Shop","logo":"a.png","telephone":"+1 2","contactPoint":{"contactType":"sales","email":"a@b.example"}}"##,
      ["telephone: +1 2", "contactPoint.contactType: sales", "contactPoint.email: a@b.example"]
    ),
  ])
  func readsLines(json: String, expected: [String]) throws {
    #expect(try lines(json) == expected)
  }

  /// Thirty objects, each of which names the next twice, would be a billion lines.
  @Test func followsReferencesNoFurtherThanIsGood() throws {
    let objects = (0..<30).map {
      #"{"@id":"\#($0)","n":\#($0),"a":{"@id":"\#($0 + 1)"},"b":{"@id":"\#($0 + 1)"}}"#
    }
    let lines = try lines("[\(objects.joined(separator: ","))]")
    #expect(lines.count < 20_000)
  }

  /// What is left out takes time as well where thousands of references lead to it, and so does a long text.
  @Test(arguments: [
    String(repeating: ##""url":1,"##, count: 100_000),
    ##""text":"\##(String(repeating: "word ", count: 100_000))","##,
  ])
  func looksAtLargeObjectsOnlyAFewTimes(members: String) throws {
    let references = String(repeating: ##"{"@id":"a"},"##, count: 10_000)
    let json = ##"[{"@id":"a",\##(members)"n":1},{"offers":[\##(references)1]}]"##
    #expect(try lines(json).joined().utf8.count < 10_000_000)
  }
}
