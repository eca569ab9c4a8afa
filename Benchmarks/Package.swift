// swift-tools-version: 6.2

import PackageDescription

/// The settings of the main package's targets.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// libFuzzer brings its own `main`.
let fuzzed = strict + [.unsafeFlags(["-parse-as-library"])]

/// What compares and attacks the schema engine from outside.
///
/// A package of its own, so that users never build it. It takes JSON and JSONSchema from the main package's sources, through
/// the link `Engine`, and not as a dependency: that would resolve and fetch the HTTP client for programs that need none.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(
      name: "CPCRE2", path: "Engine/CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CLibXML2", path: "Engine/CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .target(name: "JSON", path: "Engine/JSON", swiftSettings: strict),
    .target(
      name: "Documents", dependencies: ["CLibXML2", "JSON"], path: "Engine/Documents", swiftSettings: strict),
    .target(
      name: "JSONSchema", dependencies: ["JSON", "CPCRE2"], path: "Engine/JSONSchema", swiftSettings: strict),
    .executableTarget(
      name: "bowtie-sluice", dependencies: ["JSON", "JSONSchema"], path: "bowtie",
      exclude: ["run", "suite.py"],
      swiftSettings: strict),
    .executableTarget(
      name: "fuzz-reader", dependencies: ["JSON"], path: "fuzz/reader", swiftSettings: fuzzed),
    .executableTarget(
      name: "fuzz-compiler", dependencies: ["JSON", "JSONSchema"], path: "fuzz/compiler",
      swiftSettings: fuzzed),
    .executableTarget(
      name: "fuzz-validation", dependencies: ["JSON", "JSONSchema"], path: "fuzz/validation",
      swiftSettings: fuzzed),
    .executableTarget(
      name: "fuzz-documents", dependencies: ["Documents"], path: "fuzz/documents", swiftSettings: fuzzed),
  ]
)
