package dev.weir.cache.store;

import java.nio.file.Path;

/// A store with room in memory and on disk.
class MemoryAndDiskStoreTest extends ResponseStoreContract {

  @Override
  ResponseStore open(Path directory) throws Exception {
    return DiskStores.open(directory, 8 << 20);
  }
}
