package dev.weir.sample.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the in-process server does with clients that break the protocol; stricter than memcached,
/// which goes on reading what follows a broken command.
class OwnServerHostileClientTest {

  private MemcachedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new MemcachedServer(0, 8 << 20, InstantSource.system());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no length | set k 0 0~
          a length that is no number | set k 0 0 many~
          a negative length | set k 0 0 -1~
          a length beyond 32 bits | set k 0 0 4294967297~
          a length nobody will send | set k 0 0 2000000000~
          data longer than announced | set k 0 0 2~abcd~
          data shorter than announced | set k 0 0 5~ab~get k~
          a meta set without a length | ms k T5~
          """)
  void whatFollowsABrokenStorageCommandIsNotRun(String name, String commands) throws IOException {
    try (var client = new RawMemcachedClient(server.port())) {
      client.send(commands.replace("~", "\r\n") + "set evil 0 0 1\r\nx\r\n");

      assertThat(client.rest()).as(name).matches("(CLIENT|SERVER)_ERROR [^\r\n]+\r\n");
    }
    try (var client = new RawMemcachedClient(server.port())) {
      assertThat(client.answers("get evil\r\n")).isEqualTo("END");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flags that are no number | set k x 0 1~z~
          flags beyond 32 bits | set k 4294967296 0 1~z~
          a negative flag | set k -1 0 1~z~
          an expiry time that is no number | set k 0 soon 1~z~
          a word too many | set k 0 0 1 noreply please~z~
          a key with a control character | set k\u0007 0 0 1~z~
          a meta key with a control character | ms k\u0001 1~z~
          an unknown meta flag | ms k 1 !~z~
          a cas value that is no number | ms k 1 Cx~z~
          """)
  void theDataOfARefusedCommandIsPassedOver(String name, String commands) throws IOException {
    try (var client = new RawMemcachedClient(server.port())) {
      assertThat(client.answers(commands.replace("~", "\r\n")))
          .as(name)
          .startsWith("CLIENT_ERROR ")
          .doesNotContain("/");
      assertThat(client.answers("get k\r\n")).isEqualTo("END");
    }
  }

  @Test
  void aLineWithoutAnEndIsCutOff() throws IOException {
    try (var client = new RawMemcachedClient(server.port())) {
      client.send("get " + "k".repeat(70_000));

      assertThat(client.line()).isEqualTo("CLIENT_ERROR line too long");
    }
  }

  @Test
  void aGetOf250KeysFits() throws IOException {
    StringBuilder get = new StringBuilder("get");
    for (int i = 0; i < 250; i++) {
      get.append(' ').append("k".repeat(240)).append(i);
    }
    try (var client = new RawMemcachedClient(server.port())) {
      assertThat(client.answers(get + "\r\n")).isEqualTo("END");
    }
  }

  @Test
  void moreConnectionsThanAllowedAreToldSo() throws IOException {
    List<RawMemcachedClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < MemcachedServer.MAX_CONNECTIONS; i++) {
        var client = new RawMemcachedClient(server.port());
        clients.add(client);
        client.answers("");
      }
      try (var oneTooMany = new RawMemcachedClient(server.port())) {
        assertThat(oneTooMany.rest()).isEqualTo("SERVER_ERROR too many open connections\r\n");
      }
      assertThat(clients.getFirst().answers("get k\r\n")).isEqualTo("END");
    } finally {
      for (RawMemcachedClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void announcedButUnsentValuesCostNothing() throws IOException {
    List<RawMemcachedClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        var client = new RawMemcachedClient(server.port());
        clients.add(client);
        client.send("set k" + i + " 0 0 1048576\r\nonly this");
      }
      try (var other = new RawMemcachedClient(server.port())) {
        assertThat(other.answers("set k 0 0 1\r\na\r\nget k\r\n")).endsWith("VALUE k 0 1/a/END");
      }
    } finally {
      for (RawMemcachedClient client : clients) {
        client.close();
      }
    }
  }
}
