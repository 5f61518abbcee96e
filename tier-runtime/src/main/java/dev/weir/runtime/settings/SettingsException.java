package dev.weir.runtime.settings;

import java.util.List;
import java.util.stream.Collectors;

/// What is wrong with a settings file: all its faults, each one line of `file:line:column: path:
/// what; what to do`.
public final class SettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  /// One fault. Line and column count from 1; both are 0 where there is no place in the file, as
  /// for a setting that came from the environment.
  public record Fault(String file, int line, int column, String path, String what) {

    @Override
    public String toString() {
      String place = line == 0 ? file : file + ":" + line + ":" + column;
      String line = path.isEmpty() ? place + ": " + what : place + ": " + path + ": " + what;
      return line.replaceAll("\\p{Cntrl}+", " ");
    }
  }

  private final transient List<Fault> faults;

  public SettingsException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("no fault given");
    }
    this.faults = List.copyOf(faults);
  }

  public SettingsException(Fault fault) {
    this(List.of(fault));
  }

  /// All faults, in the order of the file.
  public List<Fault> faults() {
    return faults;
  }

  /// The file of the first fault.
  public String file() {
    return faults.getFirst().file();
  }

  /// The line of the first fault.
  public int line() {
    return faults.getFirst().line();
  }

  /// The column of the first fault.
  public int column() {
    return faults.getFirst().column();
  }
}
