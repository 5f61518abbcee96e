package dev.weir.workbench.bench.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One way of putting the tiers together and of connecting to them.
///
/// - `upstreamKeepAlive`: of the edge towards nodes or application, and of the nodes towards the
///   application; without meaning where the application stands alone.
public record SplitCase(
    Front front, Cache cache, Switch clientKeepAlive, Switch upstreamKeepAlive) {

  /// What visitors connect to, and who serves the pictures.
  public enum Front {
    /// No tiers: visitors talk to the application, which serves everything.
    ALONE("application alone"),
    /// The edge stands in front and forwards everything.
    PASSES("static from the application"),
    /// The edge serves the pictures itself and forwards the page.
    SERVES("static at the edge");

    private final String words;

    Front(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// What stands between edge and application.
  public enum Cache {
    OFF("no cache"),
    ONE_NODE("one node"),
    PAIR("pair with ICP");

    private final String words;

    Cache(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// A switch.
  public enum Switch {
    ON,
    OFF;

    public String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Every case: the application alone, then the whole matrix.
  public static List<SplitCase> all() {
    List<SplitCase> cases = new ArrayList<>();
    for (Switch client : Switch.values()) {
      cases.add(new SplitCase(Front.ALONE, Cache.OFF, client, Switch.OFF));
    }
    for (Front front : List.of(Front.PASSES, Front.SERVES)) {
      for (Cache cache : Cache.values()) {
        for (Switch client : Switch.values()) {
          cases.add(new SplitCase(front, cache, client, Switch.OFF));
          cases.add(new SplitCase(front, cache, client, Switch.ON));
        }
      }
    }
    return cases;
  }

  /// Names the tiers without the connections: `serves-pair`.
  @JsonIgnore
  public String shape() {
    return front == Front.ALONE
        ? "alone"
        : (front + "-" + cache).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Names the case: `serves-pair.client-on.upstream-off`.
  @JsonIgnore
  public String id() {
    String id = shape() + ".client-" + clientKeepAlive.words();
    return front == Front.ALONE ? id : id + ".upstream-" + upstreamKeepAlive.words();
  }
}
