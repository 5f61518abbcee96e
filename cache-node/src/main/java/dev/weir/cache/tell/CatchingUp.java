package dev.weir.cache.tell;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.purge.Tombstones;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a node does before it answers anybody: asks all siblings at once what has become invalid
/// while it was away. Who does not answer in time is gone without, and tells it itself later.
final class CatchingUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchingUp.class);

  private final Line line;
  private final Tombstones tombstones;
  private final Hearing.Ear ear;
  private final SecureRandom words = new SecureRandom();

  CatchingUp(Line line, Tombstones tombstones, Hearing.Ear ear) {
    this.line = line;
    this.tombstones = tombstones;
    this.ear = ear;
  }

  /// Blocks for as long as one answer is waited for at most, though a sibling may send several.
  void with(List<Peer> siblings) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> answers =
          threads.invokeAll(
              siblings.stream().map(sibling -> new Asking(sibling)).toList(),
              line.limit().toMillis(),
              TimeUnit.MILLISECONDS);
      for (int i = 0; i < answers.size(); i++) {
        judge(siblings.get(i), answers.get(i));
      }
    }
  }

  private void judge(Peer sibling, Future<Boolean> answer) throws InterruptedException {
    String trouble;
    try {
      answer.get();
      sibling.caughtUpWith(Peer.CAUGHT_UP);
      return;
    } catch (CancellationException e) {
      trouble = noAnswer();
    } catch (ExecutionException e) {
      trouble = said(e.getCause() == null ? e : e.getCause());
    }
    sibling.caughtUpWith("skipped at the start: " + trouble);
    LOG.info(
        "{} could not be asked what has become invalid meanwhile; what it knows is not known here"
            + " until it tells: {}",
        sibling.name(),
        trouble);
  }

  private String said(Throwable trouble) {
    if (trouble instanceof HttpTimeoutException
        && !(trouble instanceof HttpConnectTimeoutException)) {
      return noAnswer();
    }
    String said = trouble.getMessage();
    return said == null ? trouble.getClass().getSimpleName() : said;
  }

  private String noAnswer() {
    return "no answer within " + line.limit().toMillis() + " ms";
  }

  /// Asks one sibling until it has no more to say.
  private final class Asking implements Callable<Boolean> {

    private final Peer sibling;

    Asking(Peer sibling) {
      this.sibling = sibling;
    }

    @Override
    public Boolean call() throws IOException, InterruptedException {
      News news = ask();
      while (news.upTo() < news.last() && news.upTo() > news.after()) {
        news = ask();
      }
      return true;
    }

    private byte[] fresh() {
      byte[] octets = new byte[8];
      words.nextBytes(octets);
      return octets;
    }

    private News ask() throws IOException, InterruptedException {
      String word = HexFormat.of().formatHex(fresh());
      News news =
          line.ask(
              sibling.httpHost(),
              sibling.settings().invalidationPort(),
              new Inquiry(word, tombstones.heard()));
      Hearing.heard(news, tombstones, ear);
      return news;
    }
  }
}
