package dev.weir.cache.decide;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// Rules in the order they are tried, which remember what they said of the URLs asked about lately:
/// searching patterns is dear, and a cache is asked for the same URLs over and over.
///
/// Threads share the memory without locks: at worst a URL is looked at once more.
final class RuleList extends AbstractList<RefreshRule> implements RandomAccess {

  private static final int REMEMBERED = 4096;

  /// Of more, 4,096 would be more than two MiB.
  private static final int LONGEST_REMEMBERED = 512;

  private final List<RefreshRule> rules;
  private final @Nullable Answer[] answers = new Answer[REMEMBERED];

  private record Answer(String uri, RefreshRule rule) {}

  private RuleList(List<RefreshRule> rules) {
    this.rules = rules;
  }

  /// Copies rules; their patterns must say the same of a URL whenever they are asked.
  static RuleList copyOf(List<RefreshRule> rules) {
    return rules instanceof RuleList same ? same : new RuleList(List.copyOf(rules));
  }

  /// The first rule that matches a URL, else Squid's built-in one.
  RefreshRule first(String uri) {
    if (uri.length() > LONGEST_REMEMBERED) {
      return search(uri);
    }
    int place = uri.hashCode() & (REMEMBERED - 1);
    Answer before = answers[place];
    if (before != null && before.uri.equals(uri)) {
      return before.rule;
    }
    RefreshRule found = search(uri);
    answers[place] = new Answer(uri, found);
    return found;
  }

  private RefreshRule search(String uri) {
    for (RefreshRule rule : rules) {
      if (rule.pattern().matches(uri)) {
        return rule;
      }
    }
    return RefreshRule.BUILT_IN;
  }

  @Override
  public RefreshRule get(int index) {
    return rules.get(index);
  }

  @Override
  public int size() {
    return rules.size();
  }
}
