package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.stack.Programs;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way of doing the work of a row.
///
/// - `programs`: what must be installed for it.
record Contender(String name, List<String> programs, Starter starter) {

  /// Starts it and returns when it answers.
  interface Starter {
    Served start(Building building) throws IOException;
  }

  Contender {
    programs = List.copyOf(programs);
  }

  /// The first program that is not installed; null if all are.
  @Nullable String missing() {
    return programs.stream()
        .filter(program -> Programs.find(program) == null)
        .findFirst()
        .orElse(null);
  }

  Served start(Rig rig) throws IOException {
    Building building = new Building(rig);
    try {
      return starter.start(building);
    } catch (IOException e) {
      building.closeAll();
      throw e;
    }
  }
}
