package dev.weir.runtime.listen;

import dev.weir.runtime.settings.ByteSize;
import dev.weir.runtime.settings.Default;
import dev.weir.runtime.settings.ListenAddress;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.jspecify.annotations.Nullable;

/// One address a tier listens on, and what it puts up with there.
///
/// - `http2`: over TLS by ALPN, in clear text by prior knowledge; on unless said otherwise.
/// - `idleTimeout`: silence on a connection while the tier waits for the peer; what the tier itself
///   still works on is not silence.
/// - `headTimeout`: from the first octet of a request to the end of its head, however the octets
///   trickle.
/// - `headLimit`, `targetLimit`: octets of a whole request head and of its target; more is 431 and
///   414.
/// - `maxFields`: field lines of a request; more is 431.
/// - `uriCompliance`: Jetty's name of what target forms are let in, such as
///   `DEFAULT,AMBIGUOUS_PATH_SEPARATOR`.
/// - `acceptQueue`: connections the kernel holds for us.
public record ListenSettings(
    ListenAddress address,
    @Nullable TlsSettings tls,
    @Default("on") boolean http2,
    @Default("30s") Duration idleTimeout,
    @Default("10s") Duration headTimeout,
    @Default("16KiB") ByteSize headLimit,
    @Default("8KiB") ByteSize targetLimit,
    @Default("100") int maxFields,
    @Default("DEFAULT") String uriCompliance,
    @Default("4096") int acceptQueue) {

  private static final Set<String> BASE_COMPLIANCES = Set.of("DEFAULT", "RFC3986", "LEGACY");
  private static final ByteSize SMALLEST_HEAD = new ByteSize(512);
  private static final ByteSize LARGEST_HEAD = ByteSize.ofMib(1);

  public ListenSettings {
    require(idleTimeout.toMillis() > 0, "idleTimeout must be at least 1ms");
    require(headTimeout.toMillis() > 0, "headTimeout must be at least 1ms");
    require(
        headLimit.compareTo(SMALLEST_HEAD) >= 0 && headLimit.compareTo(LARGEST_HEAD) <= 0,
        "headLimit must lie between 512 and 1MiB");
    require(
        targetLimit.compareTo(headLimit) <= 0,
        "targetLimit must not exceed headLimit; lower it or raise headLimit");
    require(targetLimit.bytes() > 0, "targetLimit must be at least 1");
    require(maxFields > 0, "maxFields must be at least 1");
    require(acceptQueue > 0, "acceptQueue must be at least 1");
    uriCompliance(uriCompliance);
  }

  /// A plain listener with every default.
  public static ListenSettings on(ListenAddress address) {
    return new ListenSettings(
        address,
        null,
        true,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        ByteSize.ofKib(16),
        ByteSize.ofKib(8),
        100,
        "DEFAULT",
        4096);
  }

  /// The same for an address as text, see [ListenAddress].
  public static ListenSettings on(String address) {
    return on(ListenAddress.parse(address));
  }

  static UriCompliance uriCompliance(String text) {
    String base = text.split(",", 2)[0].strip();
    if (BASE_COMPLIANCES.contains(base)) {
      try {
        return UriCompliance.from(text);
      } catch (IllegalArgumentException _) {
        // An unknown violation: said below, with what may be written.
      }
    }
    throw new IllegalArgumentException(
        "uriCompliance must be DEFAULT, RFC3986 or LEGACY, with violations to allow behind it, like"
            + " DEFAULT,AMBIGUOUS_PATH_SEPARATOR");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
