package dev.weir.workbench.bench.cluster;

import java.time.Duration;

/// What a sibling does from the middle of a run on.
enum Trouble {
  KILLED("sibling killed", Hint.MISS, 20),
  STOPPED("sibling stopped (SIGSTOP)", Hint.MISS, 20),
  DENIED("icp_access denies us", Hint.DENIED, 20),
  SILENT("says HIT, accepts, never answers", Hint.HIT, 300),
  UNREACHABLE("says HIT, drops SYN", Hint.HIT, 300),
  FORBIDDEN("says HIT, answers 403", Hint.HIT, 300),
  BROKEN("says HIT, answers 500", Hint.HIT, 300),
  UNAVAILABLE("says HIT, answers 503", Hint.HIT, 300),
  GARBAGE("says HIT, answers garbage", Hint.HIT, 300),
  CUT("says HIT, cuts the content off", Hint.HIT, 300);

  /// How long any miss may take, whatever the trouble.
  static final Duration MOST = Duration.ofMillis(300);

  /// What it says over ICP.
  enum Hint {
    MISS,
    HIT,
    DENIED
  }

  private final String text;
  private final Hint hint;
  private final int addedMillis;

  Trouble(String text, Hint hint, int addedMillis) {
    this.text = text;
    this.hint = hint;
    this.addedMillis = addedMillis;
  }

  String text() {
    return text;
  }

  Hint hint() {
    return hint;
  }

  /// How much slower 99 of 100 misses may be than with a sound sibling.
  Duration added() {
    return Duration.ofMillis(addedMillis);
  }
}
