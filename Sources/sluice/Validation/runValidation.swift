/// How inputs are cut up and shared out.
struct ValidationLayout: Sendable, Equatable {
  /// Threads that check, the calling one included.
  let jobs: Int
  let blockCount: Int
  /// Bytes of a block.
  let blockSize: Int
  /// Bytes of output that are kept for a block before its turn comes.
  let outputLimit: Int

  /// A layout that keeps all blocks together within 2 MiB, and their output within twice as much, whatever the number
  /// of threads.
  ///
  /// Larger blocks are no faster: with 256 KiB, handing a block on is under a thousandth of the time it takes to check it.
  ///
  /// - Parameter byteCount: bytes of all inputs where that is known: no thread is started for want of work.
  init(jobs: Int, byteCount: Int? = nil) {
    let largest = 1 << 18
    self.jobs = max(1, min(jobs, byteCount.map { $0 / largest + 1 } ?? jobs))
    // With two blocks a thread, one that takes long to check holds up nobody.
    blockCount = self.jobs == 1 ? 1 : self.jobs + min(self.jobs, 16)
    blockSize = max(1 << 14, min(largest, (1 << 21) / blockCount))
    outputLimit = 2 * blockSize
  }

  /// A layout as given, for tests.
  init(jobs: Int, blockCount: Int, blockSize: Int, outputLimit: Int) {
    self.jobs = jobs
    self.blockCount = blockCount
    self.blockSize = blockSize
    self.outputLimit = outputLimit
  }
}

/// Checks all inputs on several threads. What is found is in the report when it returns, printed in the order of the input.
func runValidation(
  _ plan: ValidationPlan, inputs: [ValidationInput], layout: ValidationLayout,
  report: Monitor<ValidationReport>
) {
  let buffers = (0..<layout.blockCount).map { _ in
    LineBlock(size: layout.blockSize, outputLimit: layout.outputLimit)
  }
  let blocks = OrderedBlocks(LineBlockReader(inputs, blockSize: layout.blockSize), blocks: buffers) { block in
    report.withLock { $0.emit(block) }
  }
  runOnThreads(layout.jobs) {
    var checker = BlockChecker(plan, inputs: inputs, outputLimit: layout.outputLimit)
    while let block = blocks.take() {
      guard checker.check(block, printEarly: { blocks.printEarly($0) }) else { return }
      blocks.finish(block)
    }
  }
}
