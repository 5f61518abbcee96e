package dev.weir.cache.store;

import java.nio.file.Path;

/// A store without directories.
class MemoryStoreTest extends ResponseStoreContract {

  @Override
  ResponseStore open(Path directory) {
    return new ResponseStore(new StoreLimits(8 << 20, 128 << 10, 16));
  }
}
