package dev.weir.sample.memcached.wire;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Reply lines and values of one connection, gathered until flushed.
public final class ReplyWriter {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final OutputStream out;

  public ReplyWriter(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER_BYTES);
  }

  public void line(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.write(LINE_END);
  }

  public void value(String head, byte[] value) throws IOException {
    line(head);
    out.write(value);
    out.write(LINE_END);
  }

  public void flush() throws IOException {
    out.flush();
  }
}
