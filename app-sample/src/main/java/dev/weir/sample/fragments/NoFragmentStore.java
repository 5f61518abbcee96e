package dev.weir.sample.fragments;

import java.time.Duration;

/// Keeps nothing: the application as it is without memcached.
public final class NoFragmentStore implements FragmentStore {

  @Override
  public Lookup get(FragmentKey key) {
    return new Lookup.Missing();
  }

  @Override
  public void set(FragmentKey key, Duration lifetime, byte[] octets) {
    // Meant to be forgotten.
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
