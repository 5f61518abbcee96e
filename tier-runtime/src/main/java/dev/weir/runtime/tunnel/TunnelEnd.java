package dev.weir.runtime.tunnel;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/// One side of a tunnel as Jetty knows it: a connection that is read by somebody else.
final class TunnelEnd extends AbstractConnection implements Connection.UpgradeTo {

  private final Consumer<ByteBuffer> opened;
  private ByteBuffer early = BufferUtil.EMPTY_BUFFER;

  /// @param opened called when the octets are no longer HTTP's, with those that came too early
  TunnelEnd(EndPoint endPoint, Executor executor, Consumer<ByteBuffer> opened) {
    super(endPoint, executor);
    this.opened = opened;
  }

  @Override
  public void onUpgradeTo(ByteBuffer received) {
    early = BufferUtil.copy(received);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    opened.accept(early);
  }

  @Override
  public void onFillable() {
    throw new IllegalStateException("somebody else asks for octets");
  }
}
