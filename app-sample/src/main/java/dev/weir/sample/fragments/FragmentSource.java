package dev.weir.sample.fragments;

import org.jspecify.annotations.Nullable;

/// Makes the content of a fragment from what it is made of.
///
/// @param <E> how that fails
@FunctionalInterface
public interface FragmentSource<E extends Exception> {

  /// `null`: there is no such thing.
  byte @Nullable [] make() throws E;
}
