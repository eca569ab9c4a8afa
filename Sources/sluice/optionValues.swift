public import ArgumentParser
public import JSON
public import JSONSchema

// Values of options that are types of the libraries.

extension JSONReadingOptions.DuplicateKeys: ExpressibleByArgument {
  /// From the option's text.
  public init?(argument: String) {
    switch argument {
    case "allow": self = .allow
    case "reject": self = .reject
    default: return nil
    }
  }
}

extension FormatBehaviour: ExpressibleByArgument {
  /// From the option's text.
  public init?(argument: String) {
    switch argument {
    case "assert": self = .assert
    case "annotate": self = .annotate
    default: return nil
    }
  }
}

extension JSONSchema.Draft: ExpressibleByArgument {
  /// The draft's name.
  public var defaultValueDescription: String { rawValue }
}
