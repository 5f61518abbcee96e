package dev.weir.workbench.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// One connection of a visitor: sends a request, tells when its response is complete.
final class ClientConnection {

  /// Is told about the connection, on the thread of the loop.
  interface Owner {

    void completed(ClientConnection connection);

    void failed(ClientConnection connection, IOException failure);
  }

  private final Owner owner;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ResponseReader reader = new ResponseReader();
  private ByteBuffer request;
  private boolean awaiting;

  /// Begins to connect and will send `request` when the connection stands.
  ClientConnection(Selector selector, InetSocketAddress address, ByteBuffer request, Owner owner)
      throws IOException {
    this.owner = owner;
    this.request = request.duplicate();
    awaiting = true;
    channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      boolean connected = channel.connect(address);
      key =
          channel.register(
              selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// The next request on the connection, whose last response is complete.
  void send(ByteBuffer next) {
    request = next.duplicate();
    reader.reset();
    awaiting = true;
    try {
      write();
    } catch (IOException e) {
      fail(e);
    }
  }

  /// What the selector says is possible.
  ///
  /// @param scratch any octets, overwritten
  void ready(ByteBuffer scratch) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        write();
      } else if (key.isWritable()) {
        write();
      } else if (key.isReadable()) {
        read(scratch);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  int status() {
    return reader.head().status();
  }

  boolean staysOpen() {
    return reader.head().persistence() == ResponseHead.Persistence.STAYS;
  }

  long octets() {
    return reader.octets();
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException _) {
      // The kernel takes it back either way.
    }
  }

  private void write() throws IOException {
    channel.write(request);
    key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private void read(ByteBuffer scratch) throws IOException {
    scratch.clear();
    int count = channel.read(scratch);
    if (count < 0) {
      end();
      return;
    }
    scratch.flip();
    if (!awaiting) {
      throw new MalformedResponse("octets that nobody asked for");
    }
    if (reader.feed(scratch) == ResponseReader.Progress.COMPLETE) {
      complete();
    }
  }

  private void end() throws IOException {
    if (!awaiting) {
      close(); // a server may close a connection that has nothing to do
      return;
    }
    reader.ended();
    complete();
  }

  private void complete() {
    awaiting = false;
    owner.completed(this);
  }

  private void fail(IOException failure) {
    owner.failed(this, failure);
  }
}
