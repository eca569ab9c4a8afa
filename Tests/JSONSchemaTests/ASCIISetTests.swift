import Testing

@testable import JSONSchema

@Suite struct ASCIISetTests {
  @Test func setsHoldTheirCharacters() {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    for (set, marks) in [
      (ASCIISet.scheme, "+-."), (.name, "-._~!$&'()*+,;="), (.path, "-._~!$&'()*+,;=/:@"),
      (.atom, "!#$%&'*+-/=?^_`{|}~"), (.label, "-"),
    ] {
      let members = Set((letters + marks).utf8)
      for byte in UInt8.min...UInt8.max {
        #expect(set.contains(byte) == members.contains(byte), "\(marks) \(byte)")
      }
    }
  }

  /// Each byte in each place of a UUID.
  @Test func uuidsHaveHexadecimalDigitsAndHyphens() {
    let uuid = Array("2eb8aa08-AA98-11ea-b4aa-73b441dFfF09".utf8)
    for place in uuid.indices {
      for byte in UInt8.min...UInt8.max {
        var text = uuid
        text[place] = byte
        let expected =
          uuid[place] == UInt8(ascii: "-") ? byte == UInt8(ascii: "-") : hexDigitValue(byte) != nil
        let isRight = isUUID(text.span) == expected
        #expect(isRight, "\(place) \(byte)")
      }
    }
  }
}
