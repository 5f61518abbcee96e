package dev.weir.workbench.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The octets of the requests of a page view, made once.
record Requests(ByteBuffer page, List<ByteBuffer> pictures) {

  Requests {
    pictures = List.copyOf(pictures);
  }

  static Requests of(PageView view, Visitors visitors) {
    return new Requests(
        octets(view.page(), visitors),
        view.pictures().stream().map(picture -> octets(picture, visitors)).toList());
  }

  private static ByteBuffer octets(String target, Visitors visitors) {
    String connection =
        switch (visitors.keepAlive()) {
          case ON -> "";
          case OFF -> "Connection: close\r\n";
        };
    String head =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: weir-bench\r\nAccept: */*\r\n%s\r\n"
            .formatted(target, visitors.authority(), connection);
    byte[] octets = head.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length);
    return direct.put(octets).flip().asReadOnlyBuffer();
  }
}
