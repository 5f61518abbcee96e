package dev.weir.cache.decide;

/// The URL condition of a rule; `toString` gives it back as it is written in the configuration.
@FunctionalInterface
public interface UrlPattern {
  /// Matches every URL.
  UrlPattern ANY =
      new UrlPattern() {
        @Override
        public boolean matches(String uri) {
          return true;
        }

        @Override
        public String toString() {
          return ".";
        }
      };

  /// Whether the pattern occurs anywhere in the absolute URI.
  boolean matches(String uri);
}
