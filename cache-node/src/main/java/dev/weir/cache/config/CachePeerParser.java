package dev.weir.cache.config;

import dev.weir.cache.config.dialect.BadWordException;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.Quantities;
import dev.weir.cache.config.dialect.Suggestions;
import dev.weir.cache.config.dialect.Words;
import dev.weir.http.HostPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads one `cache_peer host parent|sibling http-port icp-port [options]`.
final class CachePeerParser {
  private static final int GREATEST_PORT = 65_535;
  private static final int DEFAULT_CONNECT_FAIL_LIMIT = 10;

  /// Options with a value.
  static final List<String> VALUED =
      List.of(
          "weight=",
          "name=",
          "connect-timeout=",
          "connect-fail-limit=",
          "max-conn=",
          "forceddomain=",
          "basetime=",
          "invalidation-port=");

  private static final List<PeerSettings.Option> CHOOSING =
      List.of(
          PeerSettings.Option.ROUND_ROBIN,
          PeerSettings.Option.CARP,
          PeerSettings.Option.SOURCEHASH);

  private static final Map<String, String> NOT_SUPPORTED =
      Map.ofEntries(
          Map.entry("weighted-round-robin", "use round-robin with weight="),
          Map.entry("userhash", "users are not known here; use sourcehash"),
          Map.entry("carp-key=", "the whole URL is the key; remove it"),
          Map.entry("closest-only", "network distances are not measured; remove it"),
          Map.entry("background-ping", "every living peer is asked; remove it"),
          Map.entry("standby=", "connections are opened when needed; remove it"),
          Map.entry("htcp", "HTCP is not spoken; give an ICP port instead"),
          Map.entry("multicast-responder", "multicast is not spoken; list the peers"),
          Map.entry("login=", "the origin sees the client's Authorization; remove it"),
          Map.entry("tls", "TLS to peers is not spoken; put the peers on a private network"),
          Map.entry("ssl", "TLS to peers is not spoken; put the peers on a private network"));

  private final Line line;
  private final Duration defaultConnectTimeout;
  private final Consumer<String> warnings;
  private final Set<PeerSettings.Option> options = EnumSet.noneOf(PeerSettings.Option.class);
  private int invalidationPort;
  private int weight = 1;
  private int maxConnections;
  private int connectFailLimit = DEFAULT_CONNECT_FAIL_LIMIT;
  private @Nullable String name;
  private @Nullable Duration connectTimeout;
  private @Nullable String forcedDomain;
  private Duration baseTime = Duration.ZERO;

  private CachePeerParser(Line line, Duration defaultConnectTimeout, Consumer<String> warnings) {
    this.line = line;
    this.defaultConnectTimeout = defaultConnectTimeout;
    this.warnings = warnings;
  }

  static PeerSettings parse(Line line, Duration defaultConnectTimeout, Consumer<String> warnings)
      throws BadWordException {
    return new CachePeerParser(line, defaultConnectTimeout, warnings).peer();
  }

  private PeerSettings peer() throws BadWordException {
    Words words = new Words(line);
    String host = words.next("a host, a type, an HTTP port and an ICP port");
    PeerSettings.Kind kind = kind(words.next("parent or sibling"));
    int httpPort = words.number("an HTTP port", 1, GREATEST_PORT);
    int icpPort = icpPort(words);
    while (words.hasNext()) {
      option(words.next("an option"));
    }
    suitable(kind);
    oneWayToChoose(kind);
    return new PeerSettings(
        checked(unbracketed(host)),
        kind,
        httpPort,
        icpPort,
        invalidationPort,
        options,
        weight,
        name == null ? host : name,
        connectTimeout == null ? defaultConnectTimeout : connectTimeout,
        maxConnections,
        connectFailLimit,
        forcedDomain,
        line.position(),
        baseTime);
  }

  /// Some options are for one kind of peer only.
  private void suitable(PeerSettings.Kind kind) throws BadWordException {
    boolean isOrigin = options.contains(PeerSettings.Option.ORIGINSERVER);
    if (forcedDomain != null && !isOrigin) {
      throw new BadWordException(
          "forceddomain= is for origins, a cache needs the URL as it is; add originserver or remove it");
    }
    if (kind == PeerSettings.Kind.SIBLING) {
      if (isOrigin) {
        throw new BadWordException("a sibling cannot be originserver; write parent");
      }
      return;
    }
    if (invalidationPort != 0) {
      throw new BadWordException("invalidation-port= is for siblings; remove it");
    }
    if (options.contains(PeerSettings.Option.OWNER)) {
      throw new BadWordException("a parent owns no URLs; remove owner or write sibling");
    }
  }

  /// Squid too lets a parent be chosen in one way only; a sibling is not chosen at all.
  private void oneWayToChoose(PeerSettings.Kind kind) throws BadWordException {
    List<String> ways =
        CHOOSING.stream().filter(options::contains).map(PeerSettings.Option::word).toList();
    if (ways.size() > 1) {
      throw new BadWordException(
          String.join(" and ", ways) + " exclude each other; remove all but one");
    }
    if (!ways.isEmpty() && kind == PeerSettings.Kind.SIBLING) {
      throw new BadWordException(
          "a sibling is not chosen by " + ways.getFirst() + "; remove it or write parent");
    }
  }

  private static String checked(String host) throws BadWordException {
    try {
      return new HostPort(host, 1).host();
    } catch (IllegalArgumentException e) {
      throw new BadWordException(
          "'" + host + "' is no host; write a name or an address, without scheme and port");
    }
  }

  private static String authority(String value) throws BadWordException {
    HostPort authority = HostPort.parseOrNull(value, 0);
    if (authority == null) {
      throw new BadWordException(
          "'" + value + "' is no host; write for example forceddomain=www.example.org");
    }
    return value;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static PeerSettings.Kind kind(String word) throws BadWordException {
    return switch (word) {
      case "parent" -> PeerSettings.Kind.PARENT;
      case "sibling" -> PeerSettings.Kind.SIBLING;
      case "multicast" ->
          throw new BadWordException("multicast is not spoken; list the peers one by one");
      default -> throw new BadWordException("'" + word + "' is no type; write parent or sibling");
    };
  }

  /// Published examples leave the ICP port out, which Squid itself refuses.
  private int icpPort(Words words) throws BadWordException {
    if (words.hasNext() && !startsOption(words.peek())) {
      return words.number("an ICP port", 0, GREATEST_PORT);
    }
    warnings.accept(
        "the ICP port is missing and taken as 0; write '"
            + String.join(" ", line.words().subList(0, 3))
            + " 0"
            + (words.hasNext() ? " " + words.peek() : "")
            + " …'");
    return 0;
  }

  private static Duration patience(String value) throws BadWordException {
    Duration time = Quantities.time(value, Duration.ofSeconds(1));
    if (time.isZero()) {
      throw new BadWordException("connect-timeout=0 would wait for nothing; write at least 1ms");
    }
    return time;
  }

  private static boolean startsOption(String word) {
    return word.chars().limit(1).allMatch(c -> c >= 'a' && c <= 'z');
  }

  private void option(String word) throws BadWordException {
    int equals = word.indexOf('=');
    if (equals > 0) {
      valued(word.substring(0, equals + 1), word.substring(equals + 1));
      return;
    }
    for (PeerSettings.Option option : PeerSettings.Option.values()) {
      if (option.word().equals(word)) {
        options.add(option);
        return;
      }
    }
    throw refused(word);
  }

  private void valued(String key, String value) throws BadWordException {
    switch (key) {
      case "weight=" -> weight = Words.number(value, "a weight", 1, 1000);
      case "max-conn=" -> maxConnections = Words.number(value, "a limit", 0, 100_000);
      case "connect-fail-limit=" -> connectFailLimit = Words.number(value, "a limit", 1, 100_000);
      case "basetime=" -> baseTime = Quantities.time(value, Duration.ofMillis(1));
      case "connect-timeout=" -> connectTimeout = patience(value);
      case "invalidation-port=" ->
          invalidationPort = Words.number(value, "a port", 1, GREATEST_PORT);
      case "name=" -> name = value;
      case "forceddomain=" -> forcedDomain = authority(value);
      default -> throw refused(key);
    }
  }

  private static BadWordException refused(String word) {
    String instead = NOT_SUPPORTED.get(word);
    if (instead == null && (word.startsWith("tls") || word.startsWith("ssl"))) {
      instead = NOT_SUPPORTED.get("tls");
    }
    if (instead != null) {
      return new BadWordException("option '" + word + "' is not supported: " + instead);
    }
    List<String> known = new ArrayList<>(VALUED);
    Arrays.stream(PeerSettings.Option.values()).map(PeerSettings.Option::word).forEach(known::add);
    String nearest = Suggestions.nearest(word, known);
    return new BadWordException(
        "option '"
            + word
            + "' is unknown; "
            + (nearest == null
                ? "known are " + String.join(" ", known)
                : "did you mean " + nearest + "?"));
  }
}
