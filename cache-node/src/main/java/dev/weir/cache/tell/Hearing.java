package dev.weir.cache.tell;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.purge.PurgeOrder;
import dev.weir.cache.purge.Tombstones;
import dev.weir.cache.secret.SiblingSecret;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import dev.weir.runtime.settings.ListenAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The listener on which a node hears from its siblings what has become invalid. Whoever cannot
/// sign is refused and learns nothing.
public final class Hearing implements AutoCloseable {

  static final String PATH = "/invalidations";
  static final String MISSED = PATH + "/missed";
  static final String STANDING = "/standing";
  private static final Set<String> PATHS = Set.of(PATH, MISSED, STANDING);

  /// Field of an answer that is signed.
  static final String SEAL = "Weir-Seal";

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  private static final int MOST_AT_ONCE = 4096;

  private final SiblingSecret secret;
  private final Ear ear;
  private final Tombstones tombstones;
  private final PeerTable peers;
  private final InstantSource clock;
  private final Listeners listeners;
  private final AtomicBoolean warned = new AtomicBoolean();

  /// Does what a sibling says.
  @FunctionalInterface
  public interface Ear {
    /// Something became invalid some time ago. May block.
    void hear(PurgeOrder order, Duration age);
  }

  private Hearing(
      NodeConfig.Invalidations place,
      Path secretFile,
      Ear ear,
      Tombstones tombstones,
      PeerTable peers,
      InstantSource clock)
      throws IOException {
    this.secret = SiblingSecret.read(secretFile);
    this.ear = ear;
    this.tombstones = tombstones;
    this.peers = peers;
    this.clock = clock;
    String host = place.host() == null ? "*" : place.host();
    this.listeners =
        new Listeners(
            List.of(ListenSettings.on(new ListenAddress.Tcp(host, place.port()))), new Door());
  }

  /// A listener as configured, null when none is.
  ///
  /// @throws IOException when the secret cannot be read
  public static @Nullable Hearing of(
      NodeConfig.Invalidations place,
      Ear ear,
      Tombstones tombstones,
      PeerTable peers,
      InstantSource clock)
      throws IOException {
    Path secretFile = place.secretFile();
    return place.port() == 0 || secretFile == null
        ? null
        : new Hearing(place, secretFile, ear, tombstones, peers, clock);
  }

  /// @throws IOException when the address cannot be opened
  public void start() throws IOException {
    listeners.start();
  }

  @Override
  public void close() {
    listeners.close();
  }

  /// Lets signed messages in.
  private final class Door extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String path = Request.getPathInContext(request);
      if (!request.getMethod().equals("POST") || !PATHS.contains(path)) {
        Response.writeError(request, response, callback, 404);
        return true;
      }
      byte[] message = Content.Source.asInputStream(request).readNBytes(News.LONGEST + 1);
      int refusal = refusal(message, request.getHeaders().get(HttpHeader.AUTHORIZATION));
      if (refusal != 0) {
        Response.writeError(request, response, callback, refusal);
        return true;
      }
      try {
        String text = new String(message, StandardCharsets.UTF_8);
        byte[] answer =
            switch (path) {
              case PATH -> hear(text);
              case MISSED -> missed(text, response);
              default -> announced(text);
            };
        response.setStatus(200);
        response.write(true, ByteBuffer.wrap(answer), callback);
      } catch (IllegalArgumentException e) {
        LOG.warn("a sibling's message about invalid responses: {}", e.getMessage());
        Response.writeError(request, response, callback, 400);
      }
      return true;
    }

    /// The status if a message is not to be read, else 0.
    private int refusal(byte[] message, @Nullable String authorization) {
      if (message.length > News.LONGEST) {
        return 413;
      }
      if (secret.isGenuine(message, authorization)) {
        return 0;
      }
      if (warned.compareAndSet(false, true)) {
        LOG.warn(
            "a message about invalid responses was not signed with the siblings' secret; more of"
                + " these are refused without a word");
      }
      return 403;
    }

    /// Obeys a message; says up to where the sibling's tombstones are known now.
    private byte[] hear(String text) {
      return Long.toString(heard(News.read(text), tombstones, ear))
          .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] announced(String text) {
      Announcement announcement = Announcement.read(text);
      if (announcement.isOf(clock.instant())) {
        peers.said(announcement.node(), announcement.standing());
      }
      return new byte[0];
    }

    private byte[] missed(String text, Response response) {
      Inquiry inquiry = Inquiry.read(text);
      long known = inquiry.known().getOrDefault(tombstones.log(), 0L);
      News news =
          News.of(tombstones, tombstones.missed(known, MOST_AT_ONCE), known, clock.instant());
      byte[] answer = news.text().getBytes(StandardCharsets.UTF_8);
      response.getHeaders().put(SEAL, secret.seal(sealed(inquiry.word(), answer)));
      return answer;
    }
  }

  /// What is signed of an answer: it is the answer to this question and to no other.
  static byte[] sealed(String word, byte[] answer) {
    byte[] begins = ("answer to " + word + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(begins, begins.length + answer.length);
    System.arraycopy(answer, 0, all, begins.length, answer.length);
    return all;
  }

  /// Does what news say and has not been done yet; says up to where that node's tombstones are
  /// known then.
  static long heard(News news, Tombstones tombstones, Ear ear) {
    long known = tombstones.heardUpTo(news.log());
    for (Notice notice : news.notices()) {
      if (notice.number() > known) {
        ear.hear(notice.order(), notice.age());
      }
    }
    return tombstones.heard(news.log(), news.after(), news.upTo());
  }
}
