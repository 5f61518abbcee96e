package dev.weir.cache.tell;

import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.purge.PurgeOrder;
import dev.weir.cache.secret.SiblingSecret;
import dev.weir.runtime.listen.ListenSettings;
import dev.weir.runtime.listen.Listeners;
import dev.weir.runtime.settings.ListenAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
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

  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  static final int LONGEST_MESSAGE = 1 << 20;

  private final SiblingSecret secret;
  private final Ear ear;
  private final Listeners listeners;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final String life = HexFormat.of().formatHex(new SecureRandom().generateSeed(8));

  /// Does what a sibling says.
  @FunctionalInterface
  public interface Ear {
    /// Something became invalid some time ago. May block.
    void hear(PurgeOrder order, Duration age);
  }

  private Hearing(NodeConfig.Invalidations place, Path secretFile, Ear ear) throws IOException {
    this.secret = SiblingSecret.read(secretFile);
    this.ear = ear;
    String host = place.host() == null ? "*" : place.host();
    this.listeners =
        new Listeners(
            List.of(ListenSettings.on(new ListenAddress.Tcp(host, place.port()))), new Door());
  }

  /// A listener as configured, null when none is.
  ///
  /// @throws IOException when the secret cannot be read
  public static @Nullable Hearing of(NodeConfig.Invalidations place, Ear ear) throws IOException {
    Path secretFile = place.secretFile();
    return place.port() == 0 || secretFile == null ? null : new Hearing(place, secretFile, ear);
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
      if (!request.getMethod().equals("POST") || !Request.getPathInContext(request).equals(PATH)) {
        Response.writeError(request, response, callback, 404);
        return true;
      }
      byte[] message = Content.Source.asInputStream(request).readNBytes(LONGEST_MESSAGE + 1);
      int refusal = refusal(message, request.getHeaders().get(HttpHeader.AUTHORIZATION));
      if (refusal != 0) {
        Response.writeError(request, response, callback, refusal);
        return true;
      }
      response.setStatus(200);
      response.write(true, ByteBuffer.wrap(life.getBytes(StandardCharsets.US_ASCII)), callback);
      return true;
    }

    /// Obeys a message; the status if it is not to be obeyed, else 0.
    private int refusal(byte[] message, @Nullable String authorization) {
      if (message.length > LONGEST_MESSAGE) {
        return 413;
      }
      if (!secret.isGenuine(message, authorization)) {
        if (warned.compareAndSet(false, true)) {
          LOG.warn(
              "a message about invalid responses was not signed with the siblings' secret; more of"
                  + " these are refused without a word");
        }
        return 403;
      }
      try {
        List<Notice> notices = Notice.read(new String(message, StandardCharsets.UTF_8));
        notices.forEach(notice -> ear.hear(notice.order(), notice.age()));
        return 0;
      } catch (IllegalArgumentException e) {
        LOG.warn("a sibling's message about invalid responses: {}", e.getMessage());
        return 400;
      }
    }
  }
}
