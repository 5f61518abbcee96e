package dev.weir.workbench.tune;

import dev.weir.workbench.tune.log.Faults;
import dev.weir.workbench.tune.log.LogFile;
import dev.weir.workbench.tune.log.Sighting;
import dev.weir.workbench.tune.log.UrlTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// The logs a command was given, read one after the other.
final class LogInput {

  private final List<Path> logs;
  private final String site;
  private final ProgressBar progress;
  private final Faults faults = new Faults();

  LogInput(List<Path> logs, String site, ProgressBar progress) {
    this.logs = List.copyOf(logs);
    this.site = site.endsWith("/") ? site.substring(0, site.length() - 1) : site;
    this.progress = progress;
  }

  /// Lines that could not be read.
  Faults faults() {
    return faults;
  }

  /// Passes all lines on and says how many there were.
  long read(UrlTable urls, Consumer<Sighting> to) throws IOException {
    long total = 0;
    for (Path log : logs) {
      total += Files.exists(log) ? Files.size(log) : 0;
    }
    long before = 0;
    long lines = 0;
    for (Path log : logs) {
      long done = before;
      long all = total;
      lines +=
          new LogFile(log, site, urls, faults)
              .read(to, octets -> progress.show(done + octets, all));
      before += Files.size(log);
    }
    progress.clear();
    return lines;
  }
}
