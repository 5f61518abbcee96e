package dev.weir.cache.secret;

import dev.weir.cache.decide.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The value of the field by which a node tells an owner that it is asked as such, and what is to
/// be believed of one received.
///
/// With the siblings' secret a mark is `owner; from=NODE; at=SECONDS; mac=HEX`: signed with it are
/// role, sender and time, the method and the target, so that a mark seen on the network serves for
/// no other request, and for the same one only as long as clocks are allowed to differ. Without the
/// secret it is `owner`, and every mark is believed. Never blocks; any thread may use it.
public final class HopMark {

  /// The field.
  public static final String FIELD = "Weir-Hop";

  /// What an owner says in that field when it does not believe a mark; the request went nowhere.
  public static final String REFUSED = "refused";

  /// How far the clocks of two nodes may be apart.
  static final Duration MOST_SKEW = Duration.ofSeconds(60);

  private static final String OWNER = "owner";
  private static final String AT = "; at=";
  private static final String MAC = "; mac=";
  private static final int MAC_OCTETS = 16;

  /// Longer than any of ours, the sender being an address and a port.
  private static final int LONGEST = 200;

  private final @Nullable SiblingSecret secret;
  private final Supplier<@Nullable String> sender;
  private final InstantSource clock;

  /// @param secret null where the siblings have none
  /// @param sender what this node is called by the others, null while that is not known
  HopMark(@Nullable SiblingSecret secret, Supplier<@Nullable String> sender, InstantSource clock) {
    this.secret = secret;
    this.sender = sender;
    this.clock = clock;
  }

  /// With the secret a file holds, if there is one.
  ///
  /// @param secretFile null where the siblings have none
  /// @param sender what this node is called by the others, null while that is not known
  /// @throws IOException when the secret cannot be read
  public static HopMark of(
      @Nullable Path secretFile, Supplier<@Nullable String> sender, InstantSource clock)
      throws IOException {
    return new HopMark(secretFile == null ? null : SiblingSecret.read(secretFile), sender, clock);
  }

  /// The mark for a request of this node.
  ///
  /// @param uri the target, absolute
  public String of(String method, String uri) {
    SiblingSecret known = secret;
    if (known == null) {
      return OWNER;
    }
    String name = sender.get();
    String said =
        OWNER + "; from=" + (name == null ? "-" : name) + AT + clock.instant().getEpochSecond();
    return said + MAC + mac(known, said, method, uri);
  }

  /// Why a request received with this mark is refused; null when the mark is believed.
  ///
  /// @param value all lines of the field
  public @Nullable Reason refusal(String value, String method, String uri) {
    SiblingSecret known = secret;
    if (known == null) {
      return null;
    }
    int macStart = value.lastIndexOf(MAC);
    if (macStart < 0) {
      return Reason.HOP_UNSIGNED;
    }
    if (value.length() > LONGEST) {
      return Reason.HOP_FORGED;
    }
    String said = value.substring(0, macStart);
    String told = value.substring(macStart + MAC.length());
    if (!SiblingSecret.isSame(mac(known, said, method, uri), told)) {
      return Reason.HOP_FORGED;
    }
    return isOfNow(said) ? null : Reason.HOP_UNTIMELY;
  }

  private static String mac(SiblingSecret secret, String said, String method, String uri) {
    // No message of another kind begins like this, so none can be passed off as a mark.
    String message = FIELD + "\n" + said + "\n" + method + "\n" + uri;
    byte[] code = secret.code(message.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(code, 0, MAC_OCTETS);
  }

  private boolean isOfNow(String said) {
    long now = clock.instant().getEpochSecond();
    long at;
    try {
      at = Long.parseLong(said.substring(said.lastIndexOf(AT) + AT.length()));
    } catch (NumberFormatException e) {
      // A node would not say that, but whoever knows the secret could.
      return false;
    }
    return at >= now - MOST_SKEW.toSeconds() && at <= now + MOST_SKEW.toSeconds();
  }
}
