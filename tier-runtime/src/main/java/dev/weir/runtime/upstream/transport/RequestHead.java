package dev.weir.runtime.upstream.transport;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/// Writes request heads: everything as it is, one octet per character.
final class RequestHead {

  private static final int USUAL_OCTETS = 2048;
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

  private RequestHead() {}

  /// A buffer with the head in it, which is the caller's to release.
  ///
  /// @throws IllegalArgumentException if it is longer than the limit
  static RetainableByteBuffer write(Call call, ByteBufferPool buffers, int limitOctets) {
    for (int size = Math.min(USUAL_OCTETS, limitOctets); ; size = Math.min(4 * size, limitOctets)) {
      RetainableByteBuffer head = buffers.acquire(size, true);
      if (put(call, head.getByteBuffer(), limitOctets)) {
        return head;
      }
      head.release();
      if (size == limitOctets) {
        throw new IllegalArgumentException("request head over " + limitOctets + " octets");
      }
    }
  }

  private static boolean put(Call call, ByteBuffer head, int limitOctets) {
    BufferUtil.clearToFill(head);
    head.limit(Math.min(head.capacity(), limitOctets));
    try {
      put(call.method(), head);
      head.put((byte) ' ');
      put(call.target(), head);
      head.put(VERSION);
      for (HttpField field : call.fields()) {
        HttpGenerator.putTo(field, head);
      }
      BufferUtil.putCRLF(head);
    } catch (BufferOverflowException tooLong) {
      return false;
    }
    head.flip();
    return true;
  }

  private static void put(String text, ByteBuffer head) {
    for (int i = 0; i < text.length(); i++) {
      head.put((byte) text.charAt(i));
    }
  }
}
