package dev.weir.runtime.upstream.transport;

/// Knows whether a thread is reading from a connection, so that what a broken exchange leaves
/// behind is given back exactly once and never under a reader's hands.
///
/// Jetty's receiver keeps its buffer while content waits to be demanded, and forgets it when the
/// exchange is aborted in that state.
final class ReadGuard {

  private final Runnable giveBack;
  private int readers;
  private boolean closed;
  private boolean withinResponse;

  /// @param giveBack called once the connection is closed within a response and nobody reads
  ReadGuard(Runnable giveBack) {
    this.giveBack = giveBack;
  }

  synchronized void enter() {
    readers++;
  }

  synchronized void exit() {
    readers--;
    settle();
  }

  synchronized void responseBegins() {
    withinResponse = true;
  }

  /// From here on the receiver gives its buffer back by itself.
  synchronized void responseEnds() {
    withinResponse = false;
  }

  synchronized void connectionClosed() {
    closed = true;
    settle();
  }

  private void settle() {
    if (closed && withinResponse && readers == 0) {
      withinResponse = false;
      giveBack.run();
    }
  }
}
