package dev.weir.runtime.upstream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An [UpstreamFailure] as it travels in the failure chunk of a response's content.
public final class UpstreamException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient UpstreamFailure failure;

  public UpstreamException(UpstreamFailure failure, @Nullable Throwable cause) {
    super(failure.error().token() + ": " + failure.detail(), cause);
    this.failure = failure;
  }

  public UpstreamFailure failure() {
    return failure;
  }
}
