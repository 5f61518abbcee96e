package dev.weir.cache.store;

import java.nio.file.Path;

/// A store whose memory holds nothing, so that everything is read back from disk.
class DiskOnlyStoreTest extends ResponseStoreContract {

  @Override
  ResponseStore open(Path directory) throws Exception {
    return DiskStores.open(directory, 0);
  }
}
