package dev.weir.runtime.lifecycle;

import java.net.URI;
import java.time.Duration;

/// A program of Weir that serves HTTP: edge, cache node or application.
public interface Tier extends AutoCloseable {

  /// What logs and messages call it, such as `edge` or the visible hostname of a node.
  String name();

  /// Opens every listener; returns when requests are served.
  ///
  /// @throws Exception when something cannot be opened; nothing stays open then
  void start() throws Exception;

  /// The port of the first TCP listener.
  int port();

  /// Where the first listener can be reached from this machine.
  URI uri();

  Readiness readiness();

  /// Stops taking requests and waits, not longer than the limit, for those in flight.
  void drain(Duration limit);

  /// Closes at once what is still open; can be called twice.
  @Override
  void close();
}
