package dev.weir.runtime.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Whether a tier wants requests, and what speaks against it.
///
/// Checks are cheap reads of what the tier knows already: they are asked on every probe.
public final class Readiness {

  private final Map<String, Supplier<Condition>> checks = new ConcurrentSkipListMap<>();
  private volatile @Nullable String refusal;

  /// Adds a check, or replaces the one of that name.
  public Readiness check(String name, Supplier<Condition> check) {
    checks.put(name, check);
    return this;
  }

  /// Not ready from now on, for good: the tier is about to stop.
  public void refuse(String reason) {
    refusal = reason;
  }

  public boolean ready() {
    return conditions().values().stream().noneMatch(Condition.Down.class::isInstance);
  }

  /// Every check by name with what it finds now; a check that throws is down.
  public Map<String, Condition> conditions() {
    Map<String, Condition> found = new LinkedHashMap<>();
    String stopping = refusal;
    if (stopping != null) {
      found.put("lifecycle", Condition.down(stopping));
    }
    checks.forEach((name, check) -> found.put(name, ask(check)));
    return found;
  }

  private static Condition ask(Supplier<Condition> check) {
    try {
      return check.get();
    } catch (RuntimeException e) {
      return Condition.down("the check failed: " + e);
    }
  }
}
