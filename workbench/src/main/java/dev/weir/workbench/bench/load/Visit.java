package dev.weir.workbench.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/// One page view under way: the page first, then its pictures over a few connections.
final class Visit implements ClientConnection.Owner {

  /// Is told when a visit is over.
  interface Audience {

    void answered(int status, long octets);

    void pageCompleted(Visit visit);

    void completed(Visit visit);

    void failed(Visit visit, IOException failure);
  }

  private final long due;
  private final Selector selector;
  private final Visitors visitors;
  private final Requests requests;
  private final Audience audience;
  private final List<ClientConnection> open = new ArrayList<>();
  private boolean pageDone;
  private int nextPicture;
  private int outstanding;
  private boolean over;

  /// @param due when the visit was to begin, `System.nanoTime()`
  Visit(long due, Selector selector, Visitors visitors, Requests requests, Audience audience) {
    this.due = due;
    this.selector = selector;
    this.visitors = visitors;
    this.requests = requests;
    this.audience = audience;
  }

  void begin() {
    connect(requests.page());
  }

  long due() {
    return due;
  }

  /// Gives up; the audience is not told.
  void abandon() {
    over = true;
    open.forEach(ClientConnection::close);
    open.clear();
  }

  @Override
  public void completed(ClientConnection connection) {
    if (over) {
      return;
    }
    outstanding--;
    audience.answered(connection.status(), connection.octets());
    if (!pageDone) {
      pageDone = true;
      audience.pageCompleted(this);
    }
    if (visitors.keepAlive() == Visitors.KeepAlive.ON && connection.staysOpen()) {
      goOnWith(connection);
    } else {
      drop(connection);
    }
    openMore();
    if (outstanding == 0 && !over) {
      abandon();
      audience.completed(this);
    }
  }

  @Override
  public void failed(ClientConnection connection, IOException failure) {
    if (!over) {
      abandon();
      audience.failed(this, failure);
    }
  }

  private void goOnWith(ClientConnection connection) {
    if (nextPicture < requests.pictures().size()) {
      outstanding++;
      connection.send(requests.pictures().get(nextPicture++));
    }
  }

  private void openMore() {
    while (!over
        && nextPicture < requests.pictures().size()
        && open.size() < visitors.connections()) {
      connect(requests.pictures().get(nextPicture++));
    }
  }

  private void connect(ByteBuffer request) {
    InetSocketAddress address = visitors.address();
    outstanding++;
    try {
      open.add(new ClientConnection(selector, address, request, this));
    } catch (IOException e) {
      abandon();
      audience.failed(this, e);
    }
  }

  private void drop(ClientConnection connection) {
    open.remove(connection);
    connection.close();
  }
}
