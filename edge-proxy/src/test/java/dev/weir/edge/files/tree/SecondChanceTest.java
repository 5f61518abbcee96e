package dev.weir.edge.files.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecondChanceTest {

  @Test
  void oldestUnreadEntryMakesRoom() {
    SecondChance<String> map = new SecondChance<>(2, 100);
    map.put("a", "A", 1);
    map.put("b", "B", 1);
    assertThat(map.get("a")).isEqualTo("A");
    map.put("c", "C", 1);
    assertThat(map.get("b")).isNull();
    assertThat(map.get("a")).isEqualTo("A");
    assertThat(map.get("c")).isEqualTo("C");
    assertThat(map.size()).isEqualTo(2);
  }

  @Test
  void weightIsBounded() {
    SecondChance<String> map = new SecondChance<>(100, 10);
    map.put("a", "A", 6);
    map.put("b", "B", 6);
    assertThat(map.get("a")).isNull();
    assertThat(map.weight()).isEqualTo(6);
    map.put("c", "C", 11);
    assertThat(map.get("c")).isNull();
    assertThat(map.get("b")).isEqualTo("B");
  }

  @Test
  void scanOfUnreadKeysDoesNotPushOutWhatIsRead() {
    SecondChance<String> map = new SecondChance<>(10, 1000);
    map.put("hot", "HOT", 1);
    for (int i = 0; i < 1000; i++) {
      assertThat(map.get("hot")).isEqualTo("HOT");
      map.put("scan" + i, "x", 1);
    }
    assertThat(map.size()).isEqualTo(10);
    assertThat(map.weight()).isEqualTo(10);
  }

  @Test
  void newValueTakesThePlaceOfTheOld() {
    SecondChance<String> map = new SecondChance<>(2, 10);
    map.put("a", "A", 2);
    map.put("a", "AA", 2);
    assertThat(map.get("a")).isEqualTo("AA");
    map.put("a", "AAA", 3);
    assertThat(map.get("a")).isEqualTo("AAA");
    assertThat(map.weight()).isEqualTo(3);
    map.put("a", "too heavy", 11);
    assertThat(map.get("a")).isNull();
    map.remove("a");
    assertThat(map.weight()).isZero();
    assertThat(map.size()).isZero();
  }

  @Test
  void fullRingOfReadEntriesStillMakesRoom() {
    SecondChance<String> map = new SecondChance<>(3, 10);
    for (String key : new String[] {"a", "b", "c"}) {
      map.put(key, key, 1);
      assertThat(map.get(key)).isEqualTo(key);
    }
    map.put("d", "d", 1);
    assertThat(map.size()).isEqualTo(3);
  }
}
