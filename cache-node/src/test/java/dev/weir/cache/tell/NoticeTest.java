package dev.weir.cache.tell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.cache.purge.PurgeOrder;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

  static Stream<PurgeOrder> orders() {
    return Stream.of(
        PurgeOrder.of(Map.of("url", "http://site.test/a?b=c&d=%20+\n")),
        PurgeOrder.of(Map.of("url", "http://site.test/", "mode", "soft")),
        PurgeOrder.of(Map.of("prefix", "http://SITE.test/über")),
        PurgeOrder.of(Map.of("glob", "http://*.test/*=&")),
        PurgeOrder.of(Map.of("group", "shop & news")),
        PurgeOrder.drop("shop", "http://site.test"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void readsBackAsTheSame(PurgeOrder order) {
    var notice = new Notice(7, order, Duration.ofMillis(12_345));
    assertThat(Notice.read(notice.line())).isEqualTo(notice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n=1&url=http%3A%2F%2Fs%2F",
        "age=1&url=http%3A%2F%2Fs%2F",
        "n=one&age=1&url=http%3A%2F%2Fs%2F",
        "n=1&age=soon&url=http%3A%2F%2Fs%2F",
        "n=1&age=1",
        "n=1&age=1&url=%2F",
        "n=1&age=1&url=%zz",
        "n=1&age=1&url",
        "n=1&age=1&prefix=%2F&mode=firm"
      })
  void nonsenseIsRefused(String line) {
    assertThatThrownBy(() -> Notice.read(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "9223372036854775807"})
  void ageIsBounded(String age) {
    assertThat(Notice.read("n=1&age=" + age + "&url=http%3A%2F%2Fs%2F").age())
        .isBetween(Duration.ZERO, Duration.ofDays(3650));
  }
}
