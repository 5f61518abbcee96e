package dev.weir.workbench.run;

import java.io.Serial;
import java.util.List;

/// A configuration that cannot be run: one line per fault, each with file and line.
public final class InvalidConfig extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  public InvalidConfig(List<String> faults) {
    super(String.join(System.lineSeparator(), faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
