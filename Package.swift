// swift-tools-version: 6.2

import PackageDescription

/// Every target of ours: Swift 6 mode, explicit existentials, imports that stay internal, no warnings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The rooms, each depending only on those above it.
let rooms: [Target] = [
  .systemLibrary(
    name: "CLibXML2", pkgConfig: "libxml-2.0",
    providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
  .systemLibrary(
    name: "CPCRE2", pkgConfig: "libpcre2-8",
    providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
  .systemLibrary(
    name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
  .target(name: "JSON", swiftSettings: strict),
  .target(name: "JSONSchema", dependencies: ["JSON", "CPCRE2"], swiftSettings: strict),
  .target(name: "Documents", dependencies: ["CLibXML2", "JSON"], swiftSettings: strict),
  .target(name: "Chunking", dependencies: ["Documents"], swiftSettings: strict),
  .target(
    name: "ChatCompletions",
    dependencies: [
      "JSON",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
      .product(name: "Logging", package: "swift-log"),
    ], swiftSettings: strict),
  .target(
    name: "Extraction",
    dependencies: ["ChatCompletions", "Chunking", "Documents", "JSON", "JSONSchema"],
    swiftSettings: strict),
  .target(
    name: "Batch",
    dependencies: [
      "ChatCompletions", "Documents", "Extraction", "JSON", "JSONSchema",
    ],
    swiftSettings: strict),
  .executableTarget(
    name: "sluice",
    dependencies: [
      "Batch", "CZlib", "ChatCompletions", "Chunking", "Documents", "Extraction", "JSON", "JSONSchema",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log"),
    ], swiftSettings: strict),
]

let tests: [Target] = [
  .target(
    name: "TestSupport",
    dependencies: [
      "JSON",
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "Logging", package: "swift-log"),
    ],
    path: "Tests/TestSupport", swiftSettings: strict),
  .executableTarget(
    name: "fake-server", dependencies: ["TestSupport"], path: "Tests/FakeServer", swiftSettings: strict),
  .executableTarget(
    name: "wire-client",
    dependencies: [
      "ChatCompletions",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
    ], path: "Benchmarks/wire/client", swiftSettings: strict),
  .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"], swiftSettings: strict),
  .testTarget(
    name: "JSONSchemaTests", dependencies: ["JSONSchema", "JSON", "TestSupport"],
    swiftSettings: strict),
  .testTarget(
    name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], swiftSettings: strict),
  .testTarget(
    name: "ChunkingTests", dependencies: ["Chunking", "Documents"], swiftSettings: strict),
  .testTarget(
    name: "ChatCompletionsTests",
    dependencies: [
      "ChatCompletions", "JSON", "TestSupport",
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "Logging", package: "swift-log"),
    ], swiftSettings: strict),
  .testTarget(
    name: "ExtractionTests",
    dependencies: ["Extraction", "ChatCompletions", "Documents", "JSON", "JSONSchema", "TestSupport"],
    swiftSettings: strict),
  .testTarget(
    name: "BatchTests",
    dependencies: [
      "Batch", "ChatCompletions", "Documents", "Extraction", "JSON", "JSONSchema", "TestSupport",
    ],
    swiftSettings: strict),
  .testTarget(
    name: "sluiceTests", dependencies: ["sluice", "CZlib", "JSON", "JSONSchema", "TestSupport"],
    swiftSettings: strict),
]

let package = Package(
  name: "sluice",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "sluice", targets: ["sluice"]),
    .library(name: "JSON", targets: ["JSON"]),
    .library(name: "JSONSchema", targets: ["JSONSchema"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: rooms + tests
)
