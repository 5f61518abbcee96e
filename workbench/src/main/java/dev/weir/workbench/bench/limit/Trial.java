package dev.weir.workbench.bench.limit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How something is measured.
interface Trial {

  /// Why it cannot be measured here, null if it can.
  @Nullable String obstacle(Launcher launcher);

  /// @throws IOException if what is to be measured does not do its work
  Reading run(Launcher launcher) throws IOException, InterruptedException;
}
