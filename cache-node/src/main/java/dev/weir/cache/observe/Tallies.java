package dev.weir.cache.observe;

import dev.weir.cache.decide.Reason;
import dev.weir.cache.exchange.Account;
import dev.weir.cache.exchange.ResultTag;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts of all exchanges since the node started: by result, by reason, by way upstream, by rule.
public final class Tallies {

  private final Map<ResultTag, LongAdder> results = adders(ResultTag.class);
  private final Map<Reason, LongAdder> reasons = adders(Reason.class);
  private final ConcurrentMap<String, LongAdder> hierarchies = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Rule> rules = new ConcurrentHashMap<>();
  private final LongAdder hits = new LongAdder();
  private final LongAdder hitBytes = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /// What one rule was used for.
  ///
  /// @param hits requests answered from the store
  /// @param bytes sent to clients, heads included
  public record RuleTally(long requests, long hits, long bytes) {}

  private record Rule(LongAdder requests, LongAdder hits, LongAdder bytes) {

    Rule() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      adders.put(constant, new LongAdder());
    }
    return adders;
  }

  void count(Account account, long octets) {
    boolean isHit = account.tag().isHit();
    add(results.get(account.tag()));
    if (account.reason() != null) {
      add(reasons.get(account.reason()));
    }
    // The codes are constants of our own; only the peer's name varies, and that is left out.
    hierarchies.computeIfAbsent(account.hierarchy().code(), code -> new LongAdder()).increment();
    bytes.add(octets);
    if (isHit) {
      hits.increment();
      hitBytes.add(octets);
    }
    if (account.rule() != null && !account.rule().isEmpty()) {
      count(rules.computeIfAbsent(account.rule(), name -> new Rule()), isHit, octets);
    }
  }

  private static void count(Rule rule, boolean isHit, long octets) {
    rule.requests().increment();
    rule.bytes().add(octets);
    if (isHit) {
      rule.hits().increment();
    }
  }

  private static void add(@Nullable LongAdder adder) {
    if (adder != null) {
      adder.increment();
    }
  }

  /// Requests by result tag.
  public Map<ResultTag, Long> results() {
    return sums(results, new EnumMap<>(ResultTag.class));
  }

  /// Requests by the reason of what was done.
  public Map<Reason, Long> reasons() {
    return sums(reasons, new EnumMap<>(Reason.class));
  }

  /// Requests by the way the destination upstream was chosen.
  public Map<String, Long> hierarchies() {
    return sums(hierarchies, new TreeMap<>());
  }

  /// Uses of each rule, by its name.
  public Map<String, RuleTally> rules() {
    Map<String, RuleTally> all = new TreeMap<>();
    rules.forEach((name, rule) ->
        all.put(name, new RuleTally(rule.requests().sum(), rule.hits().sum(), rule.bytes().sum())));
    return all;
  }

  /// Forgets the uses of all other rules.
  void keepRules(Set<String> names) {
    rules.keySet().retainAll(names);
  }

  /// Requests answered from the store.
  public long hits() {
    return hits.sum();
  }

  /// Octets sent to clients from the store, heads included.
  public long hitBytes() {
    return hitBytes.sum();
  }

  /// Octets sent to clients, heads included.
  public long bytes() {
    return bytes.sum();
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> adders, Map<K, Long> into) {
    adders.forEach((key, adder) -> into.put(key, adder.sum()));
    return into;
  }
}
