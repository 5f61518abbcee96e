package dev.weir.cache.fetch;

import dev.weir.cache.download.DownloadEnd;
import dev.weir.cache.entry.StoredContent;
import dev.weir.cache.exchange.Ask;
import dev.weir.cache.forward.Answer;
import dev.weir.cache.forward.Purpose;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/// The missing part of a representation while it arrives: nothing is said to anybody before it is
/// there, so that a fetch that fails can be followed by another.
///
/// @param completed told what is held then
/// @param failed run when the part did not arrive as it should
record Completion(
    Ask ask,
    Purpose.Complete purpose,
    Answer answer,
    PartKeeping keeping,
    Consumer<Grown> completed,
    Runnable failed)
    implements DownloadEnd {

  @Override
  public void whole(List<ByteBuffer> pages) {
    Grown grown = keeping.complete(ask, purpose, answer, StoredContent.over(pages));
    if (grown == null) {
      failed.run();
    } else {
      completed.accept(grown);
    }
  }

  @Override
  public void lost() {
    failed.run();
  }
}
