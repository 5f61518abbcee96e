package dev.weir.workbench.tune.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.workbench.tune.log.Sighting.Verb;
import dev.weir.workbench.tune.log.Sighting.Witness;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

  @TempDir private Path folder;

  private final Faults faults = new Faults();
  private UrlTable urls = new UrlTable(1_000, _ -> {});
  private long lines;

  private List<Sighting> read(Path file) throws IOException {
    List<Sighting> sightings = new ArrayList<>();
    lines = new LogFile(file, "http://site", urls, faults).read(sightings::add, _ -> {});
    return sightings;
  }

  private List<Sighting> read(String... text) throws IOException {
    return read(Files.write(folder.resolve("access.txt"), List.of(text)));
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @Test
  void commonLineIsRead() throws IOException {
    Sighting line =
        read("1.2.3.4 - ann [17/May/2015:12:05:03 +0200] \"GET /a?b=c HTTP/1.1\" 200 203023")
            .getFirst();
    assertThat(line.url().key().uri()).isEqualTo("http://site/a?b=c");
    assertThat(line.atMillis()).isEqualTo(millis("2015-05-17T10:05:03Z"));
    assertThat(line.verb()).isEqualTo(Verb.GET);
    assertThat(line.status()).isEqualTo(200);
    assertThat(line.bytes()).isEqualTo(203_023);
    assertThat(line.witness()).isEqualTo(Witness.ORIGIN);
  }

  @Test
  void combinedLineWithQuotesInTheRequestIsRead() throws IOException {
    Sighting line =
        read("h - - [01/Jan/2026:00:00:00 +0000] \"POST /a\\\"b HTTP/1.1\" 302 - \"ref\" \"agent\"")
            .getFirst();
    assertThat(line.url().key().path()).isEqualTo("/a\\\"b");
    assertThat(line.verb()).isEqualTo(Verb.UNSAFE);
    assertThat(line.bytes()).isZero();
  }

  @Test
  void squidLineIsReadWithTheTimeOfItsBeginning() throws IOException {
    List<Sighting> seen =
        read(
            "1700000001.500    500 10.0.0.1 TCP_MISS/200 1234 GET http://h.example/x? -"
                + " FIRSTUP_PARENT/10.0.0.2 text/html",
            "1700000002.000      0 10.0.0.1 TCP_MEM_HIT/200 1250 GET http://h.example/x? -"
                + " HIER_NONE/- text/html",
            "1700000003.000      9 10.0.0.1 TCP_MISS_ABORTED/200 90 GET http://h.example/x? - - -");
    assertThat(seen).hasSize(3);
    assertThat(seen.getFirst().atMillis()).isEqualTo(1_700_000_001_000L);
    assertThat(seen.getFirst().url().key().uri()).isEqualTo("http://h.example/x?");
    assertThat(seen)
        .extracting(Sighting::witness)
        .containsExactly(Witness.ORIGIN_WITH_HEAD, Witness.SILENT, Witness.SILENT);
  }

  @Test
  void jsonLineIsReadWithItsValidators() throws IOException {
    Sighting line =
        read("{\"ts\":\"2026-11-20T10:00:00.25Z\",\"tier\":\"node-a\",\"method\":\"GET\","
                + "\"scheme\":\"http\",\"host\":\"h\",\"path\":\"/a\",\"query_hash\":\"00ff\","
                + "\"status\":200,\"bytes\":12,\"tag\":\"TCP_REFRESH_UNMODIFIED\","
                + "\"etag\":\"\\\"x\\\"\",\"last_modified\":\"Tue, 14 Nov 2023 21:56:40 GMT\","
                + "\"cache_control\":\"max-age=5\",\"cookie\":true}")
            .getFirst();
    assertThat(line.atMillis()).isEqualTo(millis("2026-11-20T10:00:00.250Z"));
    assertThat(line.url().key().uri()).isEqualTo("http://h/a?00ff");
    assertThat(line.witness()).isEqualTo(Witness.ORIGIN);
    assertThat(line.inputs())
        .isEqualTo(
            new Inputs(
                "\"x\"",
                "Tue, 14 Nov 2023 21:56:40 GMT",
                "max-age=5",
                null,
                false,
                true,
                false,
                null));
  }

  @Test
  void whatCannotBeReadIsCountedAndTheFirstFewShownWithTheirPlace() throws IOException {
    List<Sighting> seen =
        read(
            "h - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1",
            "",
            "nonsense",
            "h - - [01/Foo/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1",
            "h - - [01/Jan/2026:00:00:00 +0000] \"\\x16\\x03\" 400 1",
            "h - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" two 1",
            "h - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 many",
            "{\"ts\":\"2026-11-20T10:00:00Z\",\"path\":\"/a\"");
    assertThat(seen).hasSize(1);
    assertThat(lines).isEqualTo(8);
    assertThat(faults.count()).isEqualTo(6);
    String file = folder.resolve("access.txt").toString();
    assertThat(faults.first())
        .containsExactly(
            file + ":3: no [time] in it",
            file + ":4: time is not like 17/May/2015:10:05:03 +0000",
            file + ":5: request is not like GET /path HTTP/1.1",
            file + ":6: status is no number of three digits",
            file + ":7: bytes is neither a number nor -");
  }

  @Test
  void whatSiblingsAskIsNoRequestOfAClientAndNoFault() throws IOException {
    List<Sighting> seen =
        read(
            "1795288442.038      0 127.0.0.1 UDP_HIT/000 0 ICP_QUERY http://h/a - HIER_NONE/- -",
            "1795288442.058      3 127.0.0.1 TCP_MISS/200 1341 GET http://h/a - HIER_NONE/- -",
            "{\"ts\":\"2026-11-20T10:00:00.25Z\",\"method\":\"ICP_QUERY\",\"scheme\":\"http\","
                + "\"host\":\"h\",\"path\":\"/a\",\"status\":0,\"bytes\":0}");

    assertThat(seen).hasSize(1);
    assertThat(faults.count()).isZero();
  }

  @Test
  void gzipIsUnpackedWhateverItIsCalled() throws IOException {
    Path file = folder.resolve("log");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "h - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1"
              .getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(read(file)).hasSize(1);
  }

  @Test
  void aLineOfManyMegabytesDoesNotStopTheReading() throws IOException {
    List<Sighting> seen =
        read("x".repeat(3 << 20), "h - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1");
    assertThat(seen).hasSize(1);
    assertThat(faults.count()).isEqualTo(1);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none: no such file; check the path");
  }

  @Test
  void tooManyUrlsAreSampled() throws IOException {
    List<Url> dropped = new ArrayList<>();
    urls = new UrlTable(1_000, dropped::add);
    String[] text = new String[20_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = "h - - [01/Jan/2026:00:00:00 +0000] \"GET /p" + i + " HTTP/1.1\" 200 1";
    }
    read(text);
    List<Sighting> again = read(text);
    assertThat(urls.size()).isLessThanOrEqualTo(1_000);
    assertThat(dropped).isNotEmpty();
    // The sample stands for all: within 15 % of 20 000 at some 600 URLs followed.
    assertThat(again.stream().mapToLong(Sighting::weight).sum()).isBetween(17_000L, 23_000L);
  }
}
