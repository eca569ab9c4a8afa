/// The dynamic scopes that a schema can be evaluated in, as far as `$dynamicRef` and `$recursiveRef` can tell them apart.
///
/// A scope says for each dynamic name which schema the outermost resource with that name has. It depends on nothing
/// but the resources on the way to a schema, so that dynamic references are resolved when the schema is compiled: a
/// schema that is reached in two scopes becomes two blocks, and running them costs nothing extra.
/// (Draft 2020-12, section 8.2.3.2; draft 2019-09, section 8.2.4.2.)
struct DynamicScopes {
  /// The scope outside of all resources.
  static let empty = 0

  private typealias Scope = [ExactText: SchemaIndex.Target]

  private var scopes: [Scope] = [[:]]
  /// Scope numbers by what the scope binds: names and nodes, in order.
  private var numbers: [[String]: Int] = [[]: 0]
  private var entered: [[Int]: Int] = [:]
  /// The names that all scopes bind, counted in each.
  private(set) var bindingCount = 0

  /// The scope inside a resource.
  mutating func enter(_ resource: Int, from scope: Int, _ index: SchemaIndex) -> Int {
    if index.dynamicNames.isEmpty { return scope }
    if let known = entered[[scope, resource]] { return known }
    var inner = scopes[scope]
    for (name, node) in index.resources[resource].dynamicAnchors
    where index.dynamicNames.contains(name) && inner[name] == nil {
      inner[name] = SchemaIndex.Target(node: node, resource: resource)
    }
    let key = inner.map { "\($0.value.node) \($0.key.text)" }.sorted()
    let number = numbers[key] ?? scopes.count
    if number == scopes.count {
      scopes.append(inner)
      bindingCount += inner.count
      numbers[key] = number
    }
    entered[[scope, resource]] = number
    return number
  }

  /// What a dynamic name leads to in a scope; nil where no resource of the scope has it.
  func target(of name: ExactText, in scope: Int) -> SchemaIndex.Target? { scopes[scope][name] }
}
