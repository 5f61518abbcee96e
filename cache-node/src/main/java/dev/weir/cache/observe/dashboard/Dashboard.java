package dev.weir.cache.observe.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The one page: everything it needs is inside, so it works without any other network.
public final class Dashboard {

  private Dashboard() {}

  /// The document, as UTF-8.
  public static byte[] page() {
    try (InputStream in = Dashboard.class.getResourceAsStream("dashboard.html")) {
      if (in == null) {
        throw new IllegalStateException("dashboard.html is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("dashboard.html cannot be read", e);
    }
  }
}
