package dev.weir.sample.session;

import dev.weir.http.FieldSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signed session cookies: the name and the end of the session, with a MAC over both. The server
/// keeps nothing, so any application process with the same key knows the visitor.
///
/// `SameSite=Lax` keeps the cookie out of forms that other sites send; there are no passwords, the
/// name is what the visitor says.
public final class Sessions {

  public static final String COOKIE = "weir_session";

  private static final Duration LIFETIME = Duration.ofDays(7);
  private static final String ALGORITHM = "HmacSHA256";
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax";
  private static final int MAX_TOKEN = 512;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SecretKeySpec key;
  private final InstantSource clock;

  public Sessions(byte[] key, InstantSource clock) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.clock = clock;
  }

  /// The value of a `Set-Cookie` that signs `name` in.
  public String begin(String name, FieldSource request) {
    String body =
        ENCODER.encodeToString(name.getBytes(StandardCharsets.UTF_8))
            + '.'
            + clock.instant().plus(LIFETIME).getEpochSecond();
    return COOKIE
        + '='
        + body
        + '.'
        + ENCODER.encodeToString(mac(body))
        + "; Max-Age="
        + LIFETIME.toSeconds()
        + attributes(request);
  }

  /// The value of a `Set-Cookie` that signs out.
  public String end(FieldSource request) {
    return COOKIE + "=; Max-Age=0" + attributes(request);
  }

  /// The name that is signed in; `null`: nobody, or a cookie that is forged or over.
  public @Nullable String visitor(FieldSource request) {
    String token = cookie(request);
    if (token == null || token.length() > MAX_TOKEN) {
      return null;
    }
    int macDot = token.lastIndexOf('.');
    int timeDot = token.indexOf('.');
    if (timeDot < 0 || timeDot >= macDot) {
      return null;
    }
    try {
      byte[] mac = DECODER.decode(token.substring(macDot + 1));
      if (!MessageDigest.isEqual(mac, mac(token.substring(0, macDot)))) {
        return null;
      }
      long end = Long.parseLong(token.substring(timeDot + 1, macDot));
      byte[] name = DECODER.decode(token.substring(0, timeDot));
      boolean over = !clock.instant().isBefore(Instant.ofEpochSecond(end));
      return over ? null : new String(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable String cookie(FieldSource request) {
    for (String line : request.lines("Cookie")) {
      for (String pair : line.split(";")) {
        String cookie = pair.strip();
        if (cookie.startsWith(COOKIE + '=')) {
          return cookie.substring(COOKIE.length() + 1);
        }
      }
    }
    return null;
  }

  private static String attributes(FieldSource request) {
    boolean https = "https".equals(request.first("X-Forwarded-Proto"));
    return https ? ATTRIBUTES + "; Secure" : ATTRIBUTES;
  }

  private byte[] mac(String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
