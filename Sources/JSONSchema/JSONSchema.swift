public import JSON

/// A JSON Schema, compiled once, that validates any number of values from any number of threads.
///
/// Drafts 4, 6, 7, 2019-09 and 2020-12, as `$schema` says, also mixed. What is wrong with a schema is an error when it is
/// compiled. References lead inside the document, to the drafts' metaschemas, and to what ``Options/resolver`` finds;
/// nothing is ever fetched.
public struct JSONSchema: Sendable {
  let program: Program
  let textChecker: TextChecker?
  /// What it was compiled with.
  public let options: Options
  /// What is allowed but probably not meant: misspelt keywords, keywords of another draft.
  public let warnings: [JSONSchemaWarning]

  /// Compiles a schema document.
  ///
  /// - Throws: ``JSONSchemaError`` with the first problem of the schema that was found, its place, and what else is known to
  ///   be wrong.
  public init(_ document: JSONDocument, options: Options = .init()) throws(JSONSchemaError) {
    var compiler = SchemaCompiler(document, options: options)
    do {
      self.program = try compiler.compile()
    } catch {
      throw error.joined(with: (try? compiler.metaschemaErrors()) ?? [])
    }
    let errors = try compiler.metaschemaErrors()
    if let first = errors.first { throw first.joined(with: errors) }
    self.textChecker = TextChecker(program)
    self.options = options
    self.warnings = compiler.warnings
  }

  /// Compiles a metaschema without checking it.
  init(metaschema document: JSONDocument, options: Options) throws(JSONSchemaError) {
    var compiler = SchemaCompiler(document, options: options)
    self.program = try compiler.compile()
    // It judges schemas that are read already.
    self.textChecker = nil
    self.options = options
    self.warnings = []
  }

  /// Reads a text and says whether it is valid.
  ///
  /// Cheaper than reading it first: as far as the schema allows it, values are checked while they are read, and a text that
  /// is valid leaves no nodes behind.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - reader: reads it. Where the answer is false its nodes are the text's; else they are unspecified.
  /// - Throws: ``JSONError`` where the text is not JSON.
  public func isValid(_ bytes: Span<UInt8>, reader: inout JSONReader) throws(JSONError) -> Bool {
    if let textChecker, textChecker.accepts(bytes, reader.options) { return true }
    try reader.read(bytes)
    return isValid(bytes: bytes, nodes: reader.nodes.span)
  }

  /// Whether a document's root is valid.
  public func isValid(_ document: JSONDocument) -> Bool {
    isValid(bytes: document.bytes.span, nodes: document.nodes.span)
  }

  /// Whether the value at a node is valid.
  ///
  /// Allocates nothing for the usual value. What takes memory for a while: keys and strings with escapes, `uniqueItems` on
  /// arrays of more than a few elements, comparing objects whose members come in another order, and schemas whose
  /// alternatives multiply the work.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - nodes: its nodes, as a ``JSONReader`` or ``JSONDocument`` made them.
  ///   - root: the node of the value.
  public func isValid(bytes: Span<UInt8>, nodes: Span<JSONNode>, at root: Int = 0) -> Bool {
    var state = EvaluationState(nodeCount: nodes.count)
    return program.satisfies(Program.rootBlock, root, bytes, nodes, &state) && state.stop == .none
  }

  /// Why a value is not valid; empty where it is.
  ///
  /// - Parameters:
  ///   - document: the document that holds the value.
  ///   - root: the node of the value. Instance locations start there.
  ///   - limit: how many errors are collected at most.
  public func errors(in document: JSONDocument, at root: Int = 0, limit: Int = 20) -> [ValidationError] {
    if limit <= 0 || isValid(bytes: document.bytes.span, nodes: document.nodes.span, at: root) { return [] }
    var collector = OutputCollector(program: program, document: document, limit: limit)
    collector.collect(Program.rootBlock, root)
    if collector.errors.isEmpty { collector.explainGivingUp(root) }
    return collector.errors
  }
}
