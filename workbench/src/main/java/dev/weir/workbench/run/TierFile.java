package dev.weir.workbench.run;

import dev.weir.cache.CacheNode;
import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.edge.EdgeSettings;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.settings.SettingsException;
import dev.weir.runtime.settings.SettingsFile;
import dev.weir.sample.AppSettings;
import dev.weir.sample.SampleApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One tier's configuration file, read and checked: what it says, what to warn about, and the tier
/// made from it.
public final class TierFile {

  /// Environment variables that begin so override the file's settings.
  private static final String EDGE_PREFIX = "WEIR_EDGE";

  private static final String APP_PREFIX = "WEIR_APP";

  private final TierKind kind;
  private final String effective;
  private final List<String> warnings;
  private final TierMaker maker;

  /// Makes the tier; nothing listens before the tier is started.
  private interface TierMaker {
    Tier make() throws IOException;
  }

  private TierFile(TierKind kind, String effective, List<String> warnings, TierMaker maker) {
    this.kind = kind;
    this.effective = effective;
    this.warnings = List.copyOf(warnings);
    this.maker = maker;
  }

  /// Reads `file` as the configuration of a `kind`; variables in it come from `environment`.
  ///
  /// @throws InvalidConfig with every fault found, one line each; a single one for a file that
  ///   looks like another tier's
  public static TierFile read(TierKind kind, Path file, Map<String, String> environment)
      throws InvalidConfig {
    String text = ConfigText.read(file);
    try {
      return read(kind, file, text, environment);
    } catch (InvalidConfig e) {
      @Nullable TierKind other = kindOf(TierGuess.of(fileName(file), text));
      if (other == null || other == kind) {
        throw e;
      }
      throw new InvalidConfig(
          List.of(
              file
                  + ":1: this looks like "
                  + other.file()
                  + ", not like "
                  + kind.file()
                  + "; run weir "
                  + other.word()
                  + " --config "
                  + file));
    }
  }

  /// As `read`, the kind told from the keys and directives in the file.
  ///
  /// @throws InvalidConfig also when they do not tell
  public static TierFile read(Path file, Map<String, String> environment) throws InvalidConfig {
    String text = ConfigText.read(file);
    return switch (TierGuess.of(fileName(file), text)) {
      case TierGuess.Certain(TierKind kind) -> read(kind, file, text, environment);
      case TierGuess.Likely(TierKind kind) -> assumed(kind, file, text, environment);
      case TierGuess.Empty() ->
          throw new InvalidConfig(
              List.of(file + ":1: empty file; write settings, or name the tier with --as"));
      case TierGuess.Undecided() ->
          throw new InvalidConfig(
              List.of(
                  file
                      + ":1: no known key or directive tells which tier this is for; name it with"
                      + " --as edge, --as node or --as app"));
    };
  }

  /// The first fault tells what the file was taken for.
  private static TierFile assumed(
      TierKind kind, Path file, String text, Map<String, String> environment) throws InvalidConfig {
    try {
      return read(kind, file, text, environment);
    } catch (InvalidConfig e) {
      List<String> faults = new ArrayList<>(e.faults());
      faults.set(0, faults.getFirst() + " (taken for " + kind.file() + "; --as says otherwise)");
      throw new InvalidConfig(faults);
    }
  }

  private static @Nullable TierKind kindOf(TierGuess guess) {
    return switch (guess) {
      case TierGuess.Certain(TierKind kind) -> kind;
      case TierGuess.Likely(TierKind kind) -> kind;
      case TierGuess.Empty(), TierGuess.Undecided() -> null;
    };
  }

  private static TierFile read(
      TierKind kind, Path file, String text, Map<String, String> environment) throws InvalidConfig {
    return switch (kind) {
      case NODE -> node(file, text, environment);
      case EDGE -> edge(file, text, environment);
      case APP -> app(file, text, environment);
    };
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  public TierKind kind() {
    return kind;
  }

  /// Every setting in force, defaults included, in the language of the file.
  public String effective() {
    return effective;
  }

  public List<String> warnings() {
    return warnings;
  }

  public Tier tier() throws IOException {
    return maker.make();
  }

  private static TierFile node(Path file, String text, Map<String, String> environment)
      throws InvalidConfig {
    try {
      NodeConfig config = NodeConfigFile.parse(file.toString(), text, environment);
      List<String> warnings = config.warnings().stream().map(Object::toString).toList();
      return new TierFile(TierKind.NODE, config.effective(), warnings, () -> new CacheNode(config));
    } catch (NodeConfigException e) {
      throw new InvalidConfig(e.faults());
    }
  }

  /// The settings an edge's file holds, for whoever wants to tell about them.
  ///
  /// @throws InvalidConfig with every fault found, one line each
  public static EdgeSettings edgeSettings(Path file, Map<String, String> environment)
      throws InvalidConfig {
    String text = ConfigText.read(file);
    return bound(
        new SettingsFile(file.toString(), text, environment), EdgeSettings.class, EDGE_PREFIX);
  }

  private static TierFile edge(Path file, String text, Map<String, String> environment)
      throws InvalidConfig {
    SettingsFile settingsFile = new SettingsFile(file.toString(), text, environment);
    EdgeSettings settings = bound(settingsFile, EdgeSettings.class, EDGE_PREFIX);
    LocalNodes nodes = LocalNodes.of(settings, file, environment);
    return new TierFile(
        TierKind.EDGE,
        settingsFile.effective(settings, EDGE_PREFIX),
        nodes.warnings(),
        () -> nodes.tier(settings));
  }

  private static TierFile app(Path file, String text, Map<String, String> environment)
      throws InvalidConfig {
    SettingsFile settingsFile = new SettingsFile(file.toString(), text, environment);
    AppSettings settings = bound(settingsFile, AppSettings.class, APP_PREFIX);
    return new TierFile(
        TierKind.APP,
        settingsFile.effective(settings, APP_PREFIX),
        List.of(),
        () -> new SampleApp(settings));
  }

  private static <T extends Record> T bound(SettingsFile file, Class<T> type, String prefix)
      throws InvalidConfig {
    try {
      return file.as(type, prefix);
    } catch (SettingsException e) {
      throw new InvalidConfig(e.faults().stream().map(Object::toString).toList());
    }
  }
}
