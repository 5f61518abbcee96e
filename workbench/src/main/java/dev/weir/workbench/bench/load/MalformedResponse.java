package dev.weir.workbench.bench.load;

import java.io.IOException;
import java.io.Serial;

/// An answer that is not HTTP/1.1 as the generator knows it.
final class MalformedResponse extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  MalformedResponse(String message) {
    super(message);
  }
}
