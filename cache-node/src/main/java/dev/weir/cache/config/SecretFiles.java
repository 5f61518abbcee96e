package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Looks whether the files that hold secrets are there and hold what the node will ask of them.
final class SecretFiles {
  private final Draft draft;

  SecretFiles(Draft draft) {
    this.draft = draft;
  }

  /// Of the files that are used; one that has no effect may be missing.
  void run(@Nullable Path tokenFile, @Nullable Path siblingSecretFile) {
    if (tokenFile != null && draft.settings.adminPort.value().port() != 0) {
      check(draft.settings.adminTokenFile, tokenFile, 1);
    }
    if (siblingSecretFile != null && isUsed()) {
      check(
          draft.settings.siblingSecretFile,
          siblingSecretFile,
          NodeConfig.Invalidations.LEAST_SECRET_OCTETS);
    }
  }

  private boolean isUsed() {
    return draft.settings.invalidationPort.value().port() != 0
        || draft.peers.stream()
            .anyMatch(peer -> peer.invalidationPort() != 0 || peer.has(PeerSettings.Option.OWNER));
  }

  private void check(Setting<String> setting, Path file, int leastOctets) {
    String secret;
    try {
      secret = Files.readString(file).strip();
    } catch (IOException e) {
      draft.fault(setting, "cannot read '" + file + "'; create it or correct the path");
      return;
    }
    if (secret.isEmpty()) {
      draft.fault(setting, "'" + file + "' is empty; write a long random word into it");
    } else if (secret.getBytes(StandardCharsets.UTF_8).length < leastOctets) {
      draft.fault(
          setting,
          "'" + file + "' is too short; write at least " + leastOctets + " octets into it");
    }
  }
}
