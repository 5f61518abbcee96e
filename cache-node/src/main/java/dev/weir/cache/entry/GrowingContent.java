package dev.weir.cache.entry;

import java.nio.ByteBuffer;

/// Content too long for memory on its way to disk. One thread at a time appends.
public interface GrowingContent {

  /// Copies the remaining octets, consuming them; never waits. False when the content cannot be
  /// kept any more: nothing further need be given.
  boolean append(ByteBuffer octets);

  /// All has been appended: what a response can be stored with.
  DiskContent whole();

  /// It did not arrive whole: what has been written is worth nothing.
  void abandon();
}
