package dev.weir.workbench.tune;

import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.workbench.run.InvalidConfig;
import dev.weir.workbench.tune.replay.RuleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Node configurations as rule sets, named after their files.
final class RuleFiles {

  private RuleFiles() {}

  static List<RuleSet> read(List<Path> files) throws InvalidConfig {
    List<RuleSet> sets = new ArrayList<>();
    for (Path file : files) {
      sets.add(read(file, name(file, files)));
    }
    return sets;
  }

  private static RuleSet read(Path file, String name) throws InvalidConfig {
    try {
      return RuleSet.of(name, NodeConfigFile.read(file));
    } catch (NodeConfigException e) {
      throw new InvalidConfig(e.faults());
    }
  }

  /// The name without folders, unless two would be called the same.
  private static String name(Path file, List<Path> files) {
    Path shortName = file.getFileName();
    long same = files.stream().filter(other -> other.getFileName().equals(shortName)).count();
    return same > 1 ? file.toString() : shortName.toString();
  }
}
