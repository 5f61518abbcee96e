package dev.weir.workbench.run;

import dev.weir.cache.CacheNode;
import dev.weir.cache.config.NodeConfig;
import dev.weir.cache.config.NodeConfigException;
import dev.weir.cache.config.NodeConfigFile;
import dev.weir.edge.EdgeProxy;
import dev.weir.edge.EdgeSettings;
import dev.weir.runtime.lifecycle.Tier;
import dev.weir.runtime.settings.SettingsException;
import dev.weir.runtime.settings.SettingsFile;
import dev.weir.sample.AppSettings;
import dev.weir.sample.SampleApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
  /// @throws InvalidConfig with every fault found, one line each
  public static TierFile read(TierKind kind, Path file, Map<String, String> environment)
      throws InvalidConfig {
    String text = text(file);
    return switch (kind) {
      case NODE -> node(file, text, environment);
      case EDGE -> edge(file, text, environment);
      case APP -> app(file, text, environment);
    };
  }

  /// As `read`, the kind told from the file: YAML with routes or upstreams is an edge, other YAML
  /// an app, everything else squid.conf's dialect.
  public static TierFile read(Path file, Map<String, String> environment) throws InvalidConfig {
    return read(kindOf(file, text(file)), file, environment);
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

  private static TierFile edge(Path file, String text, Map<String, String> environment)
      throws InvalidConfig {
    try {
      SettingsFile settingsFile = new SettingsFile(file.toString(), text, environment);
      EdgeSettings settings = settingsFile.as(EdgeSettings.class, EDGE_PREFIX);
      return new TierFile(
          TierKind.EDGE,
          settingsFile.effective(settings, EDGE_PREFIX),
          List.of(),
          () -> new EdgeProxy(settings));
    } catch (SettingsException e) {
      throw invalid(e);
    }
  }

  private static TierFile app(Path file, String text, Map<String, String> environment)
      throws InvalidConfig {
    try {
      SettingsFile settingsFile = new SettingsFile(file.toString(), text, environment);
      AppSettings settings = settingsFile.as(AppSettings.class, APP_PREFIX);
      return new TierFile(
          TierKind.APP,
          settingsFile.effective(settings, APP_PREFIX),
          List.of(),
          () -> new SampleApp(settings));
    } catch (SettingsException e) {
      throw invalid(e);
    }
  }

  private static InvalidConfig invalid(SettingsException e) {
    return new InvalidConfig(e.faults().stream().map(Object::toString).toList());
  }

  private static TierKind kindOf(Path file, String text) {
    String name = file.getFileName().toString();
    if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
      return TierKind.NODE;
    }
    boolean forwards =
        text.lines().anyMatch(line -> line.startsWith("routes:") || line.startsWith("upstreams:"));
    return forwards ? TierKind.EDGE : TierKind.APP;
  }

  private static String text(Path file) throws InvalidConfig {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidConfig(List.of(file + ":1: no such file; check the path"));
    } catch (MalformedInputException | UncheckedIOException e) {
      throw new InvalidConfig(List.of(file + ":1: not UTF-8 text; save the file as UTF-8"));
    } catch (IOException e) {
      throw new InvalidConfig(List.of(file + ":1: cannot be read; " + e.getMessage()));
    }
  }
}
