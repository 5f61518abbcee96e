package dev.weir.cache.config;

import dev.weir.cache.config.dialect.Faults;
import dev.weir.cache.config.dialect.Line;
import dev.weir.cache.config.dialect.LineReader;
import dev.weir.cache.config.dialect.Setting;
import dev.weir.cache.decide.CachePolicy;
import dev.weir.cache.entry.query.KeyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Rules to be tried on a running node: the `refresh_pattern` lines of a text, in the place of all
/// those in force, and the settings that freshness and storing depend on, each in the place of its
/// own. What the text does not say stays as it is in force; other directives count for nothing.
///
/// @param lines what of the text counts, in the dialect
/// @param warnings what was accepted but may not mean what was meant
public record RuleFile(CachePolicy policy, List<String> lines, List<NodeConfig.Warning> warnings) {

  private static final String IN_FORCE = "in force";

  /// Copies the lists.
  public RuleFile {
    lines = List.copyOf(lines);
    warnings = List.copyOf(warnings);
  }

  /// Reads a text as if it were the file of that name; no other file is read.
  ///
  /// @param inForce what applies where the text says nothing
  /// @throws NodeConfigException with every fault of the text, also where it would change how
  ///   stored responses were read or what they are stored under
  public static RuleFile parse(
      String fileName, String text, Map<String, String> env, CachePolicy inForce)
      throws NodeConfigException {
    Faults faults = new Faults();
    Draft draft = new Draft(faults);
    List<Line> lines =
        new LineReader(env, faults, LineReader.Includes.REFUSED).read(fileName, text);
    draft.accept(lines);
    if (faults.isEmpty() && draft.rules.isEmpty()) {
      faults.add(fileName, 1, "no refresh_pattern line; write the rules to be tried");
    }
    if (faults.isEmpty()) {
      refuseOtherReading(draft.settings, inForce, faults);
    }
    if (!faults.isEmpty()) {
      throw new NodeConfigException(faults.lines());
    }
    fill(draft.settings, inForce);
    CrossChecks.rules(draft);
    warnOfOthers(draft, lines);
    return new RuleFile(
        keyedAs(inForce.keys(), new Assembly(draft, fileName, env).policy()),
        counted(draft),
        draft.warnings);
  }

  private static CachePolicy keyedAs(KeyRules keys, CachePolicy policy) {
    return new CachePolicy(
        policy.mode(),
        policy.rules(),
        policy.minimumExpiryTime(),
        policy.maxStale(),
        policy.negativeTtl(),
        policy.options(),
        policy.targets(),
        keys);
  }

  private static List<Setting<?>> settings(Settings settings) {
    return List.of(
        settings.minimumExpiryTime,
        settings.maxStale,
        settings.negativeTtl,
        settings.personalPageGuard,
        settings.reloadIntoIms,
        settings.refreshAllIms,
        settings.offlineMode);
  }

  /// These say how a response was read when it was stored, and what it was stored under.
  private static List<Setting<?>> fixed(Settings settings) {
    return List.of(
        settings.freshnessMode,
        settings.targetCacheControl,
        settings.ignoredQuery,
        settings.sortsQuery);
  }

  private static void refuseOtherReading(Settings settings, CachePolicy inForce, Faults faults) {
    refuse(settings.freshnessMode, inForce.mode(), faults);
    refuse(settings.targetCacheControl, inForce.targets(), faults);
    refuse(settings.ignoredQuery, inForce.keys().ignored(), faults);
    refuse(settings.sortsQuery, inForce.keys().order() == KeyRules.Order.SORTED, faults);
  }

  private static <T> void refuse(Setting<T> setting, T inForce, Faults faults) {
    Line line = setting.line();
    if (line != null && !setting.value().equals(inForce)) {
      faults.add(
          line,
          "cannot be changed while the node runs, what is stored depends on it; put it into the"
              + " node's configuration and restart, or remove the line");
    }
  }

  private static void fill(Settings settings, CachePolicy inForce) {
    settings.freshnessMode.otherwise(inForce.mode(), IN_FORCE);
    settings.targetCacheControl.otherwise(inForce.targets(), IN_FORCE);
    settings.ignoredQuery.otherwise(inForce.keys().ignored(), IN_FORCE);
    settings.sortsQuery.otherwise(inForce.keys().order() == KeyRules.Order.SORTED, IN_FORCE);
    settings.minimumExpiryTime.otherwise(inForce.minimumExpiryTime(), IN_FORCE);
    settings.maxStale.otherwise(inForce.maxStale(), IN_FORCE);
    settings.negativeTtl.otherwise(inForce.negativeTtl(), IN_FORCE);
    option(settings.personalPageGuard, CachePolicy.Option.PERSONAL_PAGE_GUARD, inForce);
    option(settings.reloadIntoIms, CachePolicy.Option.RELOAD_INTO_IMS, inForce);
    option(settings.refreshAllIms, CachePolicy.Option.REFRESH_ALL_IMS, inForce);
    option(settings.offlineMode, CachePolicy.Option.OFFLINE, inForce);
  }

  private static void option(
      Setting<Boolean> setting, CachePolicy.Option option, CachePolicy inForce) {
    setting.otherwise(inForce.has(option), IN_FORCE);
  }

  private static void warnOfOthers(Draft draft, List<Line> lines) {
    List<String> known = new ArrayList<>(List.of("refresh_pattern"));
    settings(draft.settings).forEach(setting -> known.add(setting.name()));
    fixed(draft.settings).forEach(setting -> known.add(setting.name()));
    List<Line> others = lines.stream().filter(line -> !known.contains(line.directive())).toList();
    if (!others.isEmpty()) {
      draft.warn(
          others.getFirst().position(),
          others.stream().map(Line::directive).distinct().collect(Collectors.joining(", "))
              + ": no rule, counts for nothing here");
    }
  }

  private static List<String> counted(Draft draft) {
    List<String> lines = new ArrayList<>();
    for (Setting<?> setting : settings(draft.settings)) {
      if (setting.isGiven()) {
        lines.add(setting.text());
      }
    }
    draft.rules.forEach(rule -> lines.add(RuleText.of(rule)));
    return lines;
  }
}
