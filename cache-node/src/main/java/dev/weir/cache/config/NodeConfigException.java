package dev.weir.cache.config;

import java.util.List;

/// A node configuration that cannot be used; the message has one line for each fault, `file:line:
/// what is wrong; what to do`.
public final class NodeConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  NodeConfigException(List<String> faults) {
    super(String.join("\n", faults));
    this.faults = List.copyOf(faults);
  }

  /// One line for each fault, in the order of the file.
  public List<String> faults() {
    return faults;
  }
}
