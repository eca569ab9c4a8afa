public import JSON

extension JSONSchema {
  /// The drafts of JSON Schema, by the name that people use.
  public enum Draft: String, CaseIterable, Sendable {
    case draft4 = "4"
    case draft6 = "6"
    case draft7 = "7"
    case draft2019 = "2019-09"
    case draft2020 = "2020-12"
  }

  /// Choices for compiling a schema.
  public struct Options: Sendable {
    /// Finds the document of an absolute URI without fragment; nil where it knows none.
    ///
    /// It is asked for what a reference or `$schema` names that neither the schema nor the built-in metaschemas have.
    /// What it throws becomes part of the schema's error.
    public typealias Resolver = @Sendable (_ uri: String) throws -> JSONDocument?

    /// Whether `format` is checked.
    public var formats: FormatBehaviour
    /// The draft of a schema without `$schema`.
    public var defaultDraft: Draft
    /// The URI that the document was read from: relative references start there where no `$id` says otherwise.
    public var baseURI: String
    /// Whether ``JSONSchema/annotations(in:at:)`` has anything to give. Validation takes a little longer then.
    public var collectsAnnotations: Bool
    /// Finds other documents. Nothing is ever fetched from a network.
    public var resolver: Resolver

    /// Options; the defaults suit a schema that stands alone.
    public init(
      formats: FormatBehaviour = .assert, defaultDraft: Draft = .draft2020, baseURI: String = "",
      collectsAnnotations: Bool = false, resolver: @escaping Resolver = { _ in nil }
    ) {
      self.formats = formats
      self.defaultDraft = defaultDraft
      self.baseURI = baseURI
      self.collectsAnnotations = collectsAnnotations
      self.resolver = resolver
    }
  }
}
