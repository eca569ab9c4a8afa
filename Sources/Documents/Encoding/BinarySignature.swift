/// The bytes by which a kind of file that is not text is known, and what a user can do about it.
struct BinarySignature: Sendable {
  let name: String
  let wayOut: String
  /// Bytes and where they must stand. Printable ones alone would take a text that begins with them.
  fileprivate let marks: [(offset: Int, bytes: [UInt8])]

  fileprivate init(_ name: String, _ marks: [(Int, [UInt8])], _ wayOut: String = exclude) {
    self.name = name
    self.wayOut = wayOut
    self.marks = marks
  }

  fileprivate init(_ name: String, _ start: [UInt8], _ wayOut: String = exclude) {
    self.init(name, [(0, start)], wayOut)
  }

  fileprivate init(_ name: String, _ start: String.UTF8View, _ wayOut: String = exclude) {
    self.init(name, Array(start), wayOut)
  }
}

private let exclude = "leave it out with --exclude."
private let unpack = "unpack it first, or leave it out with --exclude."
private let saveAsText = "save it as text or HTML first."

/// What the bytes look like, nil if they are of no known binary format.
func binarySignature(of bytes: [UInt8]) -> BinarySignature? {
  let found = signatures.first { signature in
    signature.marks.allSatisfy { bytes.dropFirst($0.offset).starts(with: $0.bytes) }
  }
  // A text may begin with the letters of a GIF, but has no control characters where an image has its size.
  if let found, found.name == gif, bytes.count > 13, bytes[6..<13].allSatisfy({ $0 >= 0x09 }) { return nil }
  return found
}

private let gif = "a GIF image"

private let signatures: [BinarySignature] = [
  BinarySignature("a PDF file", "%PDF-".utf8, "make text of it first, with pdftotext for one."),
  BinarySignature("a ZIP archive or an Office file (docx, xlsx, odt, epub)", "PK\u{3}\u{4}".utf8, saveAsText),
  BinarySignature("an empty ZIP archive", "PK\u{5}\u{6}".utf8),
  BinarySignature("a PNG image", [0x89, 0x50, 0x4E, 0x47]),
  BinarySignature("a JPEG image", [0xFF, 0xD8, 0xFF]),
  BinarySignature(gif, "GIF87a".utf8),
  BinarySignature(gif, "GIF89a".utf8),
  BinarySignature("a TIFF image", [0x49, 0x49, 0x2A, 0x00]),
  BinarySignature("a TIFF image", [0x4D, 0x4D, 0x00, 0x2A]),
  BinarySignature("a WebP image", [(0, Array("RIFF".utf8)), (8, Array("WEBP".utf8))]),
  BinarySignature("a WAV file", [(0, Array("RIFF".utf8)), (8, Array("WAVE".utf8))]),
  BinarySignature("an AVI file", [(0, Array("RIFF".utf8)), (8, Array("AVI ".utf8))]),
  BinarySignature("an MP4 or HEIC file", [(0, [0x00, 0x00, 0x00]), (4, Array("ftyp".utf8))]),
  BinarySignature("an MP3 file", [0x49, 0x44, 0x33, 0x03]),
  BinarySignature("an MP3 file", [0x49, 0x44, 0x33, 0x04]),
  BinarySignature("a gzip file", [0x1F, 0x8B], unpack),
  // The digit between is the level of compression.
  BinarySignature(
    "a bzip2 file", [(0, Array("BZh".utf8)), (4, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59])], unpack),
  BinarySignature("an xz file", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], unpack),
  BinarySignature("a Zstandard file", [0x28, 0xB5, 0x2F, 0xFD], unpack),
  BinarySignature("a 7-Zip archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], unpack),
  BinarySignature("a RAR archive", "Rar!\u{1A}\u{7}".utf8, unpack),
  // An archive of texts is mostly text.
  BinarySignature("a tar archive", [(100, [0x30, 0x30, 0x30]), (257, Array("ustar".utf8))], unpack),
  BinarySignature("an old Office file (doc, xls, msg)", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], saveAsText),
  BinarySignature("an RTF file", "{\\rtf".utf8, saveAsText),
  BinarySignature("a SQLite database", "SQLite format 3\u{0}".utf8),
  BinarySignature("a program (ELF)", [0x7F, 0x45, 0x4C, 0x46]),
  BinarySignature("a WebAssembly module", [0x00, 0x61, 0x73, 0x6D]),
]

/// True if so many bytes are control characters that this can't be text with a few stray ones.
///
/// More than one in 100 speaks against a text; a page that begins as HTML is given one in 4, because broken
/// generators write NULs into pages that browsers show all the same.
func holdsBinaryData(_ bytes: [UInt8], format: DocumentFormat) -> Bool {
  let sample = bytes.prefix(1 << 20)
  var controls = 0
  for byte in sample where byte < 0x20 {
    // Tab to carriage return are text, and so are SUB and ESC in old and in terminal text, SO and SI in ISO 2022.
    if byte < 0x09 || (byte > 0x0F && byte != 0x1A && byte != 0x1B) { controls += 1 }
  }
  return controls > sample.count / (format == .html ? 4 : 100)
}
