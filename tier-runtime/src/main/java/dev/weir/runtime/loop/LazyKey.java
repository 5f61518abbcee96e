package dev.weir.runtime.loop;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/// A key whose channel stays registered for reading when nobody wants to read, until octets arrive
/// for nobody.
///
/// Whoever takes a request stops reading until it is answered, and most clients are silent until
/// then: to end the registration and to begin it anew would be two system calls (`epoll_ctl`) for
/// each forwarded request. Octets that do arrive meanwhile, or an end of stream, end the
/// registration then and are not reported; they are when somebody wants to read again.
///
/// Jetty asks for the operations that are ready from any thread, for texts in a log. Attachments
/// are those of [#registered()].
public final class LazyKey extends SelectionKey {

  private volatile SelectionKey key;
  private volatile int wanted;
  private int registered;

  /// @param key stood for by this; not to be changed any more by others
  public LazyKey(SelectionKey key) {
    this.key = key;
    this.wanted = key.interestOps();
    this.registered = wanted;
  }

  /// The key that the selector knows.
  public SelectionKey registered() {
    return key;
  }

  /// A selector that failed has been replaced by a new one; what was wanted and registered at the
  /// old one is at the new.
  public void replace(SelectionKey anew) {
    key = anew;
  }

  @Override
  public int interestOps() {
    return wanted;
  }

  @Override
  public synchronized SelectionKey interestOps(int operations) {
    wanted = operations;
    register(operations | (registered & OP_READ));
    return this;
  }

  @Override
  public synchronized int readyOps() {
    int ready = key.readyOps();
    if ((ready & ~wanted) != 0) {
      register(wanted);
    }
    return ready & wanted;
  }

  /// Not even asks the key if there is nothing to change: it throws when its channel is closed.
  private void register(int operations) {
    if (operations != registered) {
      registered = operations;
      key.interestOps(operations);
    }
  }

  @Override
  public SelectableChannel channel() {
    return key.channel();
  }

  @Override
  public Selector selector() {
    return key.selector();
  }

  @Override
  public boolean isValid() {
    return key.isValid();
  }

  @Override
  public void cancel() {
    key.cancel();
  }
}
