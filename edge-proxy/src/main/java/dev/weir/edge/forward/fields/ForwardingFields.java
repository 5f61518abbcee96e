package dev.weir.edge.forward.fields;

import java.util.Locale;
import java.util.Set;

/// Request fields by which one hop tells the next about the client, or rewrites what was asked for.
///
/// Servers behind us act on them, so nobody but a proxy we trust may set them.
public final class ForwardingFields {

  private static final String FORWARDED_PREFIX = "x-forwarded-";

  private static final Set<String> NAMES =
      Set.of(
          "cf-connecting-ip",
          "client-ip",
          "fastly-client-ip",
          "forwarded",
          "forwarded-for",
          "front-end-https",
          "true-client-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-forwarded",
          "x-host",
          "x-http-host-override",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-original-host",
          "x-original-url",
          "x-proxyuser-ip",
          "x-real-ip",
          "x-rewrite-url");

  private ForwardingFields() {}

  public static boolean contain(String name) {
    if (name.length() < 6 || "cftxCFTX".indexOf(name.charAt(0)) < 0) {
      return false;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(FORWARDED_PREFIX) || NAMES.contains(lower);
  }
}
