package dev.weir.runtime.admin;

import dev.weir.runtime.lifecycle.Condition;
import dev.weir.runtime.lifecycle.Readiness;
import java.util.LinkedHashMap;
import java.util.Map;

/// What `/readyz` says: 200 while the tier wants requests, 503 otherwise, with every check.
record ReadinessPage(String status, Map<String, String> checks) {

  static AdminPage.Answer of(Readiness readiness) {
    Map<String, String> checks = new LinkedHashMap<>();
    boolean down = false;
    boolean degraded = false;
    for (Map.Entry<String, Condition> check : readiness.conditions().entrySet()) {
      down |= check.getValue() instanceof Condition.Down;
      degraded |= check.getValue() instanceof Condition.Degraded;
      checks.put(check.getKey(), said(check.getValue()));
    }
    String status = down ? "not ready" : degraded ? "degraded" : "ready";
    return AdminPage.json(down ? 503 : 200, new ReadinessPage(status, checks));
  }

  private static String said(Condition condition) {
    return switch (condition) {
      case Condition.Up _ -> "ok";
      case Condition.Degraded(String reason) -> "degraded: " + reason;
      case Condition.Down(String reason) -> "down: " + reason;
    };
  }
}
