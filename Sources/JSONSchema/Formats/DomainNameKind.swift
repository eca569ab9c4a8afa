/// A domain name in ASCII by its reserved labels: those with hyphens in the third and fourth place (RFC 5890,
/// section 2.3.1).
enum DomainNameKind {
  /// It has none.
  case plain
  /// It has some, none of which starts with `xn--`.
  case reserved
  /// A label starts with `xn--`: an A-label, if anything, which makes the name an internationalized one.
  case international
}
