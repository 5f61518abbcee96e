package dev.weir.sample.pages;

import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.time.InstantSource;

/// `GET /time`: the time of day, another one for every request.
///
/// Caching: `no-store` (RFC 9111 §5.2.2.5).
final class TimePage implements Page {

  private final InstantSource clock;

  TimePage(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public PageResponse answer(PageRequest request) {
    return PageResponse.text(200, clock.instant() + "\n").with("Cache-Control", "no-store");
  }
}
