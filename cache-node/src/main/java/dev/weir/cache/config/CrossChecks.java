package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Setting;
import dev.weir.cache.decide.RefreshRule;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks for what is well written line by line and yet cannot be meant.
final class CrossChecks {
  private static final long SMALLEST_HEAD = 1L << 10;
  private static final long LARGEST_HEAD = 1L << 20;

  private final Draft draft;
  private final Settings settings;
  private final List<NodeConfig.HttpPort> httpPorts;
  private final NodeConfig.Icp icp;

  CrossChecks(Draft draft, List<NodeConfig.HttpPort> httpPorts, NodeConfig.Icp icp) {
    this.draft = draft;
    this.settings = draft.settings;
    this.httpPorts = httpPorts;
    this.icp = icp;
  }

  void run(@Nullable Path tokenFile, @Nullable Path siblingSecretFile) {
    new SecretFiles(draft).run(tokenFile, siblingSecretFile);
    sizes();
    ports();
    peers();
    invalidations();
    owners();
    rules(draft);
  }

  private void sizes() {
    long largest = settings.maximumObjectSize.value();
    if (settings.minimumObjectSize.value() > largest) {
      fault(
          settings.minimumObjectSize,
          "exceeds maximum_object_size, nothing would be stored; lower it");
    }
    if (settings.maximumInMemory.isGiven() && settings.maximumInMemory.value() > largest) {
      warn(settings.maximumInMemory, "exceeds maximum_object_size, which limits it");
    }
    if (settings.cacheMem.value() < settings.maximumInMemory.value()) {
      warn(
          settings.cacheMem,
          "is smaller than one object may be in memory; lower maximum_object_size_in_memory");
    }
    head(settings.requestHeaderMax, "request");
    head(settings.replyHeaderMax, "response");
  }

  /// A head is held in memory whole before anything is decided.
  private void head(Setting<Long> limit, String message) {
    if (limit.value() < SMALLEST_HEAD) {
      fault(limit, "is too small for a " + message + "; write at least 1 KB");
    }
    if (limit.value() > LARGEST_HEAD) {
      fault(limit, "is more than the head of a " + message + " may have; write at most 1 MB");
    }
  }

  private void ports() {
    new PortChecks(draft).run(httpPorts);
    if (settings.adminTokenFile.isGiven() && settings.adminPort.value().port() == 0) {
      warn(settings.adminTokenFile, "has no effect without admin_port");
    }
  }

  private void peers() {
    boolean queried = false;
    for (PeerSettings peer : draft.peers) {
      queried |= peer.isQueried();
      if (peer.kind() == PeerSettings.Kind.SIBLING
          && !peer.isQueried()
          && !peer.has(PeerSettings.Option.OWNER)) {
        draft.warn(
            peer.position(),
            "cache_peer: sibling " + peer.name() + " is never asked without an ICP port");
      }
    }
    if (queried && icp.port() == 0) {
      warn(settings.icpPort, "0 switches ICP off, so the siblings' ICP ports have no effect");
    }
    if (draft.icpAccess.isEmpty() && icp.port() > 0 && draft.peers.isEmpty()) {
      warn(settings.icpPort, "without peers nobody may ask; add icp_access or cache_peer");
    }
  }

  /// Whoever can say what is invalid can empty the store, so nobody is heard without the secret.
  private void invalidations() {
    boolean hasSecret = settings.siblingSecretFile.isGiven();
    boolean hears = settings.invalidationPort.value().port() != 0;
    boolean tells = false;
    for (PeerSettings peer : draft.peers) {
      tells |= peer.invalidationPort() != 0;
      if (peer.invalidationPort() != 0 && !hasSecret) {
        draft.warn(
            peer.position(),
            "cache_peer: invalidation-port= has no effect without sibling_secret_file");
      }
    }
    if (hears && !hasSecret) {
      fault(settings.invalidationPort, "needs sibling_secret_file");
    }
    if (hasSecret && !hears && !tells && firstOwner() == null) {
      warn(
          settings.siblingSecretFile,
          "has no effect without invalidation_port or a sibling with invalidation-port= or owner");
    }
  }

  /// Who asks an owner goes around the others, so it should be known who asks.
  private void owners() {
    PeerSettings owner = firstOwner();
    if (owner != null && !settings.siblingSecretFile.isGiven()) {
      draft.warn(
          owner.position(),
          "cache_peer: whoever asks as an owner's sibling is believed; add sibling_secret_file");
    }
  }

  private @Nullable PeerSettings firstOwner() {
    return draft.peers.stream()
        .filter(peer -> peer.has(PeerSettings.Option.OWNER))
        .findFirst()
        .orElse(null);
  }

  /// The first rule that matches counts: what stands after a rule for every URL, or after its own
  /// like, is never used.
  static void rules(Draft draft) {
    Map<String, RefreshRule> seen = new HashMap<>();
    RefreshRule everything = null;
    for (RefreshRule rule : draft.rules) {
      RefreshRule same = everything == null ? seen.get(rule.pattern().toString()) : everything;
      if (same != null) {
        draft.warn(
            rule.position(),
            "refresh_pattern: never used, the pattern at "
                + same.position()
                + " matches first; move this line up");
      }
      seen.putIfAbsent(rule.pattern().toString(), rule);
      if (everything == null && matchesEverything(rule)) {
        everything = rule;
      }
    }
  }

  private static boolean matchesEverything(RefreshRule rule) {
    return switch (rule.pattern().toString()) {
      case ".", "-i .", ".*", "^", "" -> true;
      default -> false;
    };
  }

  private void warn(Setting<?> setting, String text) {
    draft.warn(setting.origin(), setting.name() + ": " + text);
  }

  private void fault(Setting<?> setting, String text) {
    draft.fault(setting, text);
  }
}
