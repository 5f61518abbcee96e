package dev.weir.sample.fragments;

import java.time.Duration;

/// Where fragments are kept: memcached, or nowhere. Never throws: a store in trouble is a store
/// without the fragment.
public interface FragmentStore extends AutoCloseable {

  /// What asking for a key yields.
  sealed interface Lookup {
    /// The octets are shared with other callers and must not be changed.
    record Found(Octets octets) implements Lookup {}

    record Missing() implements Lookup {}

    /// Nobody answered in time, or nobody was asked.
    record Unavailable() implements Lookup {}
  }

  /// Octets as a record component; compared by identity, shared, never changed.
  final class Octets {
    private final byte[] array;

    public Octets(byte[] array) {
      this.array = array;
    }

    byte[] array() {
      return array;
    }
  }

  Lookup get(FragmentKey key);

  void set(FragmentKey key, Duration lifetime, byte[] octets);

  /// Whether requests for keys are answered at present.
  boolean available();

  @Override
  void close();
}
