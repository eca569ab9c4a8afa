/// The values of `format` that are checked.
///
/// Each is checked in every draft, also in those before it came (`uuid` and `duration` with 2019-09, most with 7):
/// a schema that names it can mean nothing else.
enum Format: UInt8, CaseIterable, Sendable {
  case date, time, dateTime, duration, email, idnEmail, hostname, idnHostname, ipv4, ipv6, uri, uriReference,
    iri, iriReference, uriTemplate, uuid, jsonPointer, relativeJSONPointer, regex

  /// The format of a schema's name, or nil.
  init?(name: String) {
    guard let format = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  /// The names that can be checked, in the order of the cases.
  static let names = allCases.map(\.name)

  /// The name in a schema.
  var name: String {
    switch self {
    case .date: "date"
    case .time: "time"
    case .dateTime: "date-time"
    case .duration: "duration"
    case .email: "email"
    case .idnEmail: "idn-email"
    case .hostname: "hostname"
    case .idnHostname: "idn-hostname"
    case .ipv4: "ipv4"
    case .ipv6: "ipv6"
    case .uri: "uri"
    case .uriReference: "uri-reference"
    case .iri: "iri"
    case .iriReference: "iri-reference"
    case .uriTemplate: "uri-template"
    case .uuid: "uuid"
    case .jsonPointer: "json-pointer"
    case .relativeJSONPointer: "relative-json-pointer"
    case .regex: "regex"
    }
  }

  /// What a value should have been, for a message.
  var explanation: String {
    switch self {
    case .date: "a date (YYYY-MM-DD)"
    case .time: "a time with its offset (HH:MM:SSZ or HH:MM:SS+HH:MM)"
    case .dateTime: "a date and time with its offset (YYYY-MM-DDTHH:MM:SSZ)"
    case .duration: "a duration (such as P3DT4H or P2W)"
    case .email: "an e-mail address"
    case .idnEmail: "an e-mail address (characters beyond ASCII allowed)"
    case .hostname: "a host name (such as www.example.com)"
    case .idnHostname: "a host name (such as bücher.example)"
    case .ipv4: "an IPv4 address (four numbers from 0 to 255)"
    case .ipv6: "an IPv6 address"
    case .uri: "an absolute URI (such as https://example.com/path)"
    case .uriReference: "a URI reference"
    case .iri: "an absolute IRI (such as https://bücher.example/größe)"
    case .iriReference: "an IRI reference"
    case .uriTemplate: "a URI template (such as /users/{id})"
    case .uuid: "a UUID (8-4-4-4-12 hexadecimal digits)"
    case .jsonPointer: "a JSON Pointer (such as /a/0)"
    case .relativeJSONPointer: "a relative JSON Pointer (such as 1/a)"
    case .regex: "an ECMA-262 regular expression"
    }
  }

  /// Whether a decoded string has the format.
  func accepts(_ text: Span<UInt8>) -> Bool {
    switch self {
    case .date: isDate(text)
    case .time: isTime(text, 0)
    case .dateTime: isDateTime(text)
    case .duration: isDuration(text)
    case .email: isEmailAddress(text)
    case .idnEmail: isInternationalEmailAddress(text)
    case .hostname: isHostName(text)
    case .idnHostname: isInternationalHostName(text)
    case .ipv4: isIPv4Address(text)
    case .ipv6: isIPv6Address(text)
    case .uri: isURI(text)
    case .uriReference: isURIReference(text)
    case .iri: isIRI(text)
    case .iriReference: isIRIReference(text)
    case .uriTemplate: isURITemplate(text)
    case .uuid: isUUID(text)
    case .jsonPointer: isJSONPointer(text, 0)
    case .relativeJSONPointer: isRelativeJSONPointer(text)
    case .regex: isRegularExpression(text)
    }
  }
}
