package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.Violation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The flags of a meta command in the order given, each a letter with or without a token behind it.
final class MetaFlags {

  private static final int MAX_OPAQUE = 32;
  private static final String BAD_TOKEN = "CLIENT_ERROR bad token in command line format";

  private final Map<Character, String> tokens;

  private MetaFlags(Map<Character, String> tokens) {
    this.tokens = tokens;
  }

  /// @param known the letters this command understands
  static MetaFlags parse(List<String> words, String known) throws Violation {
    Map<Character, String> tokens = new LinkedHashMap<>();
    for (String word : words) {
      char flag = word.charAt(0);
      if (known.indexOf(flag) < 0) {
        throw Violation.of("CLIENT_ERROR invalid flag");
      }
      if (tokens.put(flag, word.substring(1)) != null) {
        throw Violation.of("CLIENT_ERROR duplicate flag");
      }
    }
    MetaFlags flags = new MetaFlags(tokens);
    flags.checkTokens();
    return flags;
  }

  Iterable<Character> letters() {
    return tokens.keySet();
  }

  boolean has(char flag) {
    return tokens.containsKey(flag);
  }

  String token(char flag) {
    return tokens.getOrDefault(flag, "");
  }

  /// The number behind a flag, or `absent` without the flag.
  long number(char flag, long absent) throws Violation {
    String token = tokens.get(flag);
    return token == null ? absent : Arguments.unsigned64(token, BAD_TOKEN);
  }

  /// The end of life that a flag's seconds mean; `null`: never, also without the flag.
  @Nullable Instant expiry(char flag, Instant now) throws Violation {
    String token = tokens.get(flag);
    if (token == null) {
      return null;
    }
    try {
      return Arguments.expiry(token, now);
    } catch (Violation _) {
      throw Violation.of(BAD_TOKEN);
    }
  }

  private void checkTokens() throws Violation {
    if (token('O').length() > MAX_OPAQUE) {
      throw Violation.of("CLIENT_ERROR opaque token too long");
    }
    for (char flag : new char[] {'T', 'N'}) {
      expiry(flag, Instant.EPOCH);
    }
    for (char flag : new char[] {'C', 'F', 'R'}) {
      number(flag, 0);
    }
  }
}
