package dev.weir.runtime.listen;

import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;

/// The switch for client keep-alive on all listeners of a tier; it works at once, without a
/// restart.
///
/// Off means that every HTTP/1 response says `Connection: close`. HTTP/2 is persistent by nature
/// and is not touched.
public final class PersistentConnections {

  private final List<HttpConfiguration> configurations;

  PersistentConnections(List<HttpConfiguration> configurations) {
    this.configurations = List.copyOf(configurations);
  }

  public void allow() {
    configurations.forEach(configuration -> configuration.setPersistentConnectionsEnabled(true));
  }

  public void refuse() {
    configurations.forEach(configuration -> configuration.setPersistentConnectionsEnabled(false));
  }

  public boolean allowed() {
    return configurations.stream().allMatch(HttpConfiguration::isPersistentConnectionsEnabled);
  }
}
