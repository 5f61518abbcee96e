package dev.weir.cache.observe.shadow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The keys followed, so many at most: the one not asked for longest gives way.
final class Ghosts {

  private final int most;
  private final LinkedHashMap<Long, Ghost> byPlace = new LinkedHashMap<>(16, 0.75f, true);
  private long evicted;

  Ghosts(int most) {
    this.most = most;
  }

  Ghost at(long place, Supplier<Ghost> make) {
    Ghost known = byPlace.get(place);
    if (known != null) {
      return known;
    }
    if (byPlace.size() >= most) {
      Map.Entry<Long, Ghost> eldest = byPlace.firstEntry();
      byPlace.remove(eldest.getKey());
      evicted++;
    }
    Ghost made = make.get();
    byPlace.put(place, made);
    return made;
  }

  int size() {
    return byPlace.size();
  }

  int most() {
    return most;
  }

  long evicted() {
    return evicted;
  }
}
