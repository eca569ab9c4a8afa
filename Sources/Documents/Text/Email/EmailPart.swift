/// A part of a mail: a body, an attachment, or a container of parts. Parts stand in one array and know each other by index.
struct EmailPart {
  let header: EmailHeader
  let body: Range<Int>
  /// `type/subtype` in small letters.
  let type: String
  let parameters: EmailParameters
  let isAttachment: Bool
  var children: [Int] = []

  init(_ message: [UInt8], _ range: Range<Int>, isMessage: Bool, defaultType: String) {
    header = EmailHeader(message, range, isMessage: isMessage)
    body = header.bodyStart..<range.upperBound
    parameters = EmailParameters(header.values[.contentType] ?? [])
    // A type without a subtype is broken; RFC 2045 has such parts read as text.
    type = parameters.value.contains("/") ? parameters.value : defaultType
    isAttachment = EmailParameters(header.values[.disposition] ?? []).value == "attachment"
  }

  var isContainer: Bool { type.hasPrefix("multipart/") }

  /// A whole mail inside of this one. Where it is encoded, which RFC 2046 forbids, it is an attachment.
  var isMessage: Bool {
    (type == "message/rfc822" || type == "message/global")
      && ["base64", "quoted-printable"].contains(transferEncoding) == false
  }

  var isHTML: Bool { type == "text/html" || type == "application/xhtml+xml" }

  /// True if it is shown as text where it stands.
  var isReadable: Bool {
    isAttachment == false && (isHTML || type == "text/plain" || type == "message/delivery-status")
  }

  var name: [UInt8]? {
    EmailParameters(header.values[.disposition] ?? []).text("filename") ?? parameters.text("name")
  }

  private var transferEncoding: String {
    EmailParameters(header.values[.transferEncoding] ?? []).value
  }

  /// The body without its transfer encoding.
  func content(in message: [UInt8]) -> [UInt8] {
    switch transferEncoding {
    case "base64": decodedBase64(message[body])
    case "quoted-printable": decodedQuotedPrintable(message[body])
    default: Array(message[body])
    }
  }

  /// How many bytes the body has without its transfer encoding.
  func byteCount(in message: [UInt8]) -> Int {
    switch transferEncoding {
    case "base64": base64ByteCount(message[body])
    case "quoted-printable": decodedQuotedPrintable(message[body]).count
    default: body.count
    }
  }
}
