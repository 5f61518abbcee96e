package dev.weir.cache.model;

import dev.weir.cache.model.Step.Ask;
import dev.weir.cache.model.Step.Mood;
import dev.weir.cache.model.Step.Plan;
import dev.weir.cache.model.Step.Reply;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Random steps, the same for the same seed: few URIs and short lifetimes, so that something
/// happens; well-formed, odd and broken fields alike.
public final class Scenario {
  private static final List<String> PATHS = List.of("/p", "/q?x=1", "/r");
  private static final List<String> UNSAFE = List.of("POST", "PUT", "DELETE", "PATCH", "BREW");
  private static final List<String> ENCODINGS =
      List.of("gzip", "br", "gzip, br", "br, gzip", "br;q=0.5, gzip", "gzip, br; q=0.50", "GZIP");
  private static final List<String> LANGUAGES =
      List.of("en", "de", "en, de", "de, en", "de;q=0.5, en", "en, de;q=0.500", "EN,de;q=0.5");
  private static final List<String> FOOS = List.of("1", "2", "1, 2", "1,2", "2, 1");
  private static final List<String> VARIES =
      List.of("Foo", "foo, Accept-Encoding", "Accept-Encoding", "Accept-Language", "Foo, *", "*");
  private static final List<String> TAGS =
      List.of("\"a\"", "\"b\"", "W/\"a\"", "W/\"b\"", "unquoted", "\"a");
  private static final List<String> AGES =
      List.of("0", "5", "20", "5, 9", "-3", "abc", "7.5", "99999999999", " 4 ", "");
  private static final List<String> NO_DATES = List.of("0", "-1", "soon", "");
  private static final List<DateTimeFormatter> FORMS =
      List.of(ReferenceDates.IMF, ReferenceDates.RFC850, ReferenceDates.ASCTIME);
  private static final List<String> REQUEST_DIRECTIVES =
      List.of(
          "no-cache",
          "no-store",
          "only-if-cached",
          "max-stale",
          "max-age=0",
          "max-stale=x",
          "no-cache=\"x\"",
          "No-Cache",
          "ext=1",
          "max-age=abc");
  private static final List<String> REQUEST_NUMBERS =
      List.of("max-age", "max-stale", "min-fresh", "stale-if-error");
  private static final List<String> DIRECTIVES =
      List.of(
          "no-store",
          "private",
          "no-cache",
          "public",
          "public",
          "must-revalidate",
          "proxy-revalidate",
          "must-understand",
          "immutable",
          "private=\"x-a\"",
          "no-cache=\"X-B, x-a\"",
          "private=\"\"",
          "max-age=-1",
          "max-age=\"9\"",
          "max-age",
          "s-maxage=1x",
          "ext=\"no-store, max-age=1\"",
          "MAX-AGE=30",
          "public=x y",
          "stale-if-error=x",
          "max-age =30",
          "max-age=99999999999");
  private static final List<String> NUMBERS =
      List.of(
          "max-age", "max-age", "max-age", "s-maxage", "stale-while-revalidate", "stale-if-error");
  private static final List<String> TARGETED =
      List.of(
          "",
          "max-age=10, &",
          "max-age=\"10\"",
          "max-age=10.0",
          "no-store",
          "private",
          "public",
          "Max-Age=5",
          "max-age=25;x=y, must-revalidate",
          "no-store=?0, max-age=15",
          "ext",
          "private=\"x-a\", max-age=20",
          "max-age=5, stale-while-revalidate=30",
          "max-age=9,");
  private static final int[] STATUSES = {
    203, 204, 206, 226, 299, 300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410, 412, 414,
    416, 418, 429, 431, 451, 499, 500, 501, 502, 503, 504, 511, 599
  };

  private final SplittableRandom random;
  private final List<String> hosts;
  private long now;
  private int serial;

  Scenario(long seed) {
    this(seed, Instant.parse("2026-11-20T12:00:00Z"), ".example");
  }

  /// @param start of the first second in which something happens
  /// @param domain what the names of the sites end in
  public Scenario(long seed, Instant start, String domain) {
    this.random = new SplittableRandom(seed);
    this.hosts = List.of("http://a" + domain, "http://b" + domain);
    this.now = start.toEpochMilli() + random.nextInt(1000);
  }

  public Step next() {
    Ask ask = ask();
    long delay = chance(70) ? 0 : random.nextInt(2500);
    Step step = new Step(now, ask, plan(delay));
    // Whole seconds often, so that limits are hit exactly.
    long gap = chance(60) ? random.nextInt(9) * 1000L : random.nextInt(20_000);
    now += 2 * delay + (chance(3) ? gap * 1000 : gap);
    return step;
  }

  private Ask ask() {
    String uri = (chance(85) ? hosts.getFirst() : pick(hosts)) + pick(PATHS);
    int kind = random.nextInt(100);
    String method = kind < 88 ? "GET" : kind < 95 ? "HEAD" : kind < 96 ? "OPTIONS" : pick(UNSAFE);
    Lines lines = new Lines();
    lines.maybe(25, "Accept-Encoding", pick(ENCODINGS));
    lines.maybe(25, "Accept-Language", pick(LANGUAGES));
    lines.maybe(30, "Foo", pick(FOOS));
    lines.maybe(4, "Foo", pick(FOOS));
    lines.maybe(6, "Authorization", "Basic YQ==");
    lines.maybe(4, "Pragma", pick(List.of("no-cache", "x-no-cache", "a, No-Cache")));
    if (chance(25)) {
      lines.add("Cache-Control", directives(REQUEST_DIRECTIVES, REQUEST_NUMBERS));
      lines.maybe(10, "Cache-Control", directives(REQUEST_DIRECTIVES, REQUEST_NUMBERS));
    }
    return new Ask(method, uri, lines.headers());
  }

  private Plan plan(long delay) {
    int mood = random.nextInt(100);
    return new Plan(
        mood < 45 ? Mood.CONFIRMS : mood < 88 ? Mood.ANSWERS : Mood.BREAKS,
        new Reply(++serial, chance(75) ? 200 : STATUSES[random.nextInt(STATUSES.length)], whole()),
        notModified(),
        delay);
  }

  private Headers whole() {
    Lines lines = new Lines();
    lines.add("X-Serial", String.valueOf(serial));
    described(lines, 85);
    lines.maybe(35, "ETag", pick(TAGS));
    lines.maybe(40, "Last-Modified", moment(-400, 0));
    lines.maybe(22, "Vary", pick(VARIES));
    lines.maybe(20, "X-A", "a" + serial);
    lines.maybe(20, "X-B", "b" + serial);
    lines.maybe(10, "Set-Cookie", "c=" + serial);
    lines.maybe(10, "Location", pick(hosts) + pick(PATHS));
    lines.maybe(10, "Content-Location", pick(PATHS));
    return lines.headers();
  }

  private Headers notModified() {
    Lines lines = new Lines();
    described(lines, 35);
    lines.maybe(25, "ETag", pick(TAGS));
    lines.maybe(10, "Last-Modified", moment(-400, 0));
    lines.maybe(15, "X-A", "n" + serial);
    lines.maybe(5, "Content-Type", "text/n" + serial);
    lines.maybe(5, "Vary", pick(VARIES));
    return lines.headers();
  }

  /// What freshness is reckoned from.
  private void described(Lines lines, int percent) {
    lines.maybe(75, "Date", moment(-8, 4));
    lines.maybe(12, "Age", pick(AGES));
    lines.maybe(3, "Age", pick(AGES));
    lines.maybe(25, "Expires", moment(-10, 40));
    lines.maybe(3, "Expires", moment(-10, 40));
    lines.maybe(5, "Pragma", "no-cache");
    if (chance(percent)) {
      lines.add("Cache-Control", directives(DIRECTIVES, NUMBERS));
      lines.maybe(8, "Cache-Control", directives(DIRECTIVES, NUMBERS));
    }
    lines.maybe(6, Contract.TARGET, pick(TARGETED));
    lines.maybe(6, Contract.TARGET, "max-age=" + random.nextInt(40));
  }

  private String directives(List<String> words, List<String> numbers) {
    List<String> directives = new ArrayList<>();
    do {
      directives.add(
          chance(35) ? pick(words) : pick(numbers) + "=" + (chance(10) ? 0 : random.nextInt(50)));
    } while (chance(40));
    return String.join(chance(80) ? ", " : ",", directives);
  }

  /// A date about now, in one of its forms or none.
  private String moment(int fromSeconds, int toSeconds) {
    if (chance(4)) {
      return pick(NO_DATES);
    }
    long millis = now + random.nextInt(fromSeconds, toSeconds + 1) * 1000L;
    return ReferenceDates.text(chance(90) ? FORMS.getFirst() : pick(FORMS), millis);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /// Collects lines.
  private final class Lines {
    private final List<Headers.Line> lines = new ArrayList<>();

    void add(String name, String value) {
      lines.add(new Headers.Line(name, value));
    }

    void maybe(int percent, String name, String value) {
      if (chance(percent)) {
        add(name, value);
      }
    }

    Headers headers() {
      return new Headers(lines);
    }
  }
}
