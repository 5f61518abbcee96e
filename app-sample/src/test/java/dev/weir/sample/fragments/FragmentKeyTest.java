package dev.weir.sample.fragments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever stands in a key, memcached sees hexadecimal digits.
class FragmentKeyTest {

  // Reliability §1.7: a line end in a key would run the rest as a command
  @ParameterizedTest
  @ValueSource(strings = {"12", "x\r\nflush_all\r\n", "a b", "ü", "", "\u0000"})
  void keysAreHashed(String detail) {
    assertThat(FragmentKey.of("page", "1", detail).hashed("weir-")).matches("weir-[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "1-1", "1/"})
  void anotherRevisionIsAnotherKey(String revision) {
    assertThat(FragmentKey.of("page", revision, "1").hashed(""))
        .isNotEqualTo(FragmentKey.of("page", "1", "1").hashed(""));
  }
}
