package dev.weir.runtime.admin;

import dev.weir.runtime.settings.ListenAddress;
import dev.weir.runtime.settings.Secret;
import org.jspecify.annotations.Nullable;

/// Where the admin listener is, and the token (`Authorization: Bearer …`) that allows its actions.
///
/// Without a token only reading is possible. Give it a default where it is used:
/// `@Default("{address: \"127.0.0.1:9090\"}") AdminSettings admin`.
public record AdminSettings(ListenAddress address, @Secret @Nullable String token) {

  public AdminSettings {
    if (token != null && (token.isBlank() || !token.equals(token.strip()))) {
      throw new IllegalArgumentException("token must not be blank, nor begin or end with a space");
    }
  }
}
