package dev.weir.cache.deliver;

import dev.weir.cache.entry.ContentReading;
import dev.weir.cache.entry.DiskContent;
import dev.weir.cache.exchange.ClientExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/// Writes content from disk to a client, piece by piece: the next is read when the last has gone
/// out. No piece is copied, and none waits in memory for a client that is slow.
final class DiskWrite extends IteratingNestedCallback implements ContentReading.Receiver {

  private final ClientExchange exchange;
  private final ContentReading reading;
  private long left;

  private DiskWrite(
      ClientExchange exchange, ContentReading reading, long length, Callback callback) {
    super(callback);
    this.exchange = exchange;
    this.reading = reading;
    this.left = length;
  }

  /// Writes `length` octets from `offset` on as the last content of the answer.
  static void last(ClientExchange exchange, DiskContent content, long offset, long length) {
    if (length == 0) {
      exchange.response().write(true, null, exchange.ending());
      return;
    }
    ContentReading reading = content.read(offset, length);
    if (reading == null) {
      Abort.answer(exchange, new IOException("the stored content has been overwritten"));
      return;
    }
    Callback ending = exchange.ending();
    new DiskWrite(
            exchange,
            reading,
            length,
            Callback.from(
                ending.getInvocationType(),
                () -> {
                  reading.close();
                  ending.succeeded();
                },
                cause -> {
                  reading.close();
                  Abort.answer(exchange, cause);
                }))
        .iterate();
  }

  @Override
  protected Action process() {
    if (left == 0) {
      return Action.SUCCEEDED;
    }
    reading.next(this);
    return Action.SCHEDULED;
  }

  @Override
  public void onPiece(ByteBuffer piece) {
    left -= piece.remaining();
    exchange.response().write(left == 0, piece, this);
  }

  @Override
  public void onLost(String why) {
    failed(new IOException(why));
  }
}
