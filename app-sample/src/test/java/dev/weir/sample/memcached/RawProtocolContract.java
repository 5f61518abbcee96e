package dev.weir.sample.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every memcached answers, octet by octet; run against ours and against the real one.
abstract class RawProtocolContract {

  abstract int port();

  @BeforeEach
  void forgetEverything() throws IOException {
    try (var client = new RawMemcachedClient(port())) {
      client.answers("flush_all\r\n");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a value comes back | set k 7 0 2~ab~get k~ | STORED/VALUE k 7 2/ab/END
          an empty value comes back | set k 0 0 0~~get k~ | STORED/VALUE k 0 0//END
          nothing is a miss | get k~ | END
          many keys, the present ones answered in order | set a 0 0 1~1~set c 0 0 1~3~get a b c~ | STORED/STORED/VALUE a 0 1/1/VALUE c 0 1/3/END
          add only when absent | add k 0 0 1~a~add k 0 0 1~b~get k~ | STORED/NOT_STORED/VALUE k 0 1/a/END
          replace only when present | replace k 0 0 1~a~set k 0 0 1~b~replace k 3 0 1~c~get k~ | NOT_STORED/STORED/STORED/VALUE k 3 1/c/END
          append keeps the flags | append k 0 0 1~b~set k 9 0 1~a~append k 5 0 1~b~get k~ | NOT_STORED/STORED/STORED/VALUE k 9 2/ab/END
          prepend | prepend k 0 0 1~b~set k 0 0 1~b~prepend k 0 0 1~a~get k~ | NOT_STORED/STORED/STORED/VALUE k 0 2/ab/END
          delete | delete k~set k 0 0 1~a~delete k~get k~ | NOT_FOUND/STORED/DELETED/END
          delete takes a zero time for old clients | delete k 0~ | NOT_FOUND
          incr and decr | incr k 1~set k 0 0 1~5~incr k 37~decr k 2~ | NOT_FOUND/STORED/42/40
          decr stops at zero | set k 0 0 1~5~decr k 9~ | STORED/0
          incr wraps at 2^64 | set k 0 0 20~18446744073709551615~incr k 2~ | STORED/1
          incr of words | set k 0 0 2~ab~incr k 1~ | STORED/CLIENT_ERROR cannot increment or decrement non-numeric value
          incr by words | set k 0 0 1~1~incr k one~ | STORED/CLIENT_ERROR invalid numeric delta argument
          touch | touch k 10~set k 0 0 1~a~touch k 10~get k~ | NOT_FOUND/STORED/TOUCHED/VALUE k 0 1/a/END
          gat | gat 10 k~set k 0 0 1~a~gat 10 k~ | END/STORED/VALUE k 0 1/a/END
          a negative expiry time is over at once | set k 0 -1 1~a~get k~ | STORED/END
          touched into the past | set k 0 0 1~a~touch k -1~get k~ | STORED/TOUCHED/END
          an absolute time in the past | set k 0 1000000000 1~a~get k~ | STORED/END
          noreply | set k 0 0 1 noreply~a~delete x noreply~touch k 0 noreply~get k~ | VALUE k 0 1/a/END
          flush_all | set k 0 0 1~a~flush_all~get k~ | STORED/OK/END
          verbosity | verbosity 1~ | OK
          unknown command | bogus~ | ERROR
          get without a key | get~ | ERROR
          commands are lower case, as written | stats nonsense~ | ERROR
          """)
  void classicCommands(String name, String commands, String answers) throws IOException {
    assertThat(answersTo(commands)).as(name).isEqualTo(answers);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a miss | mg k v~ | EN
          a miss with its opaque and key | mg k v k O17~ | EN kk O17
          a quiet miss | mg k v q~ | ''
          a value with what was asked for | ms k 2 F5~ab~mg k v f s t k O1~ | HD/VA 2 f5 s2 t-1 kk O1/ab
          facts without the value | ms k 2~ab~mg k s t~ | HD/HD s2 t-1
          fetched before or not | ms k 1~a~mg k h~mg k h~ | HD/HD h0/HD h1
          mode add | ms k 1 ME~a~ms k 1 ME~b~mg k v~ | HD/NS/VA 1/a
          mode replace | ms k 1 MR~a~set k 0 0 1~b~ms k 1 MR~c~mg k v~ | NS/STORED/HD/VA 1/c
          mode append | ms k 1 MA~a~ms k 1~a~ms k 1 MA~b~mg k v~ | NS/HD/HD/VA 2/ab
          mode prepend | ms k 1~b~ms k 1 MP~a~mg k v~ | HD/HD/VA 2/ab
          quiet set | ms k 1 q~a~mg k v~ | VA 1/a
          cas on nothing | ms k 1 C9~a~ | NF
          cas that differs | ms k 1~a~ms k 1 C4294967295000~b~mg k v~ | HD/EX/VA 1/a
          delete | md k~ms k 1~a~md k~mg k v~ | NF/HD/HD/EN
          quiet delete | ms k 1~a~md k q~mg k v~ | HD/EN
          delete of another cas | ms k 1~a~md k C4294967295000~ | HD/EX
          the first to miss wins, the next wait | mg k s v N30~mg k s v N30~mg k s v N30~ | VA 0 s0 W//VA 0 s0 Z//VA 0 s0 Z/
          storing ends the lease | mg k v N30~ms k 1 T60~a~mg k v~ | VA 0 W//HD/VA 1/a
          one wins an early recache | ms k 1 T10~a~mg k v R60~mg k v R60~ | HD/VA 1 W/a/VA 1 Z/a
          plenty of time left | ms k 1 T90~a~mg k v R60~ | HD/VA 1/a
          an immortal item is not recached | ms k 1~a~mg k v R60~ | HD/VA 1/a
          invalidated: the next wins, all see it is stale | ms k 1~a~md k I T30~mg k v~mg k v~mg k v~ | HD/HD/VA 1 X W/a/VA 1 Z X/a/VA 1 Z X/a
          too late but allowed stays stale | ms k 1~a~md k I T30~mg k v~ms k 1 C1 I~b~mg k v~ | HD/HD/VA 1 X W/a/HD/VA 1 Z X/b
          unknown flag | mg k !~ | CLIENT_ERROR invalid flag
          unknown mode | ms k 1 MZ~a~mg k v~ | CLIENT_ERROR invalid mode for ms M token/EN
          meta get without a key | mg~ | ERROR
          """)
  void metaCommands(String name, String commands, String answers) throws IOException {
    assertThat(answersTo(commands)).as(name).isEqualTo(answers);
  }

  @Test
  void casStoresOnlyWhatWasRead() throws IOException {
    try (var client = new RawMemcachedClient(port())) {
      client.answers("set k 0 0 1\r\na\r\n");
      String unique = client.answers("gets k\r\n").split("[ /]", -1)[4];

      assertThat(client.answers("cas k 0 0 1 " + unique + "\r\nb\r\n")).isEqualTo("STORED");
      assertThat(client.answers("cas k 0 0 1 " + unique + "\r\nc\r\n")).isEqualTo("EXISTS");
      assertThat(client.answers("cas x 0 0 1 " + unique + "\r\nc\r\n")).isEqualTo("NOT_FOUND");
      assertThat(client.answers("get k\r\n")).isEqualTo("VALUE k 0 1/b/END");
    }
  }

  @Test
  void metaSetTellsTheCasThatMetaGetThenShows() throws IOException {
    try (var client = new RawMemcachedClient(port())) {
      String told = client.answers("ms k 1 c\r\na\r\n");

      assertThat(client.answers("mg k c\r\n")).isEqualTo(told);
      assertThat(client.answers("ms k 1 C" + told.substring(4) + "\r\nb\r\n")).isEqualTo("HD");
    }
  }

  // reliability: keys of at most 250 octets
  @Test
  void aKeyOf250OctetsIsTheLongest() throws IOException {
    String longest = "k".repeat(250);

    assertThat(answersTo("set " + longest + " 0 0 1~a~get " + longest + "~"))
        .isEqualTo("STORED/VALUE " + longest + " 0 1/a/END");
    assertThat(answersTo("get " + longest + "k~"))
        .isEqualTo("CLIENT_ERROR bad command line format");
  }

  @Test
  void aValueLongerThanOneMebibyteIsRefusedAndTheConnectionGoesOn() throws IOException {
    try (var client = new RawMemcachedClient(port())) {
      client.send("set k 0 0 1048600\r\n" + "x".repeat(1_048_600) + "\r\n");

      assertThat(client.line()).isEqualTo("SERVER_ERROR object too large for cache");
      assertThat(client.answers("get k\r\n")).isEqualTo("END");
    }
  }

  @Test
  void largeValuesOfEveryOctetComeBackWhole() throws IOException {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < 900_000; i++) {
      value.append((char) (i * 31 % 251));
    }
    try (var client = new RawMemcachedClient(port())) {
      client.send("set k 0 0 " + value.length() + "\r\n" + value + "\r\nget k\r\nquit\r\n");

      assertThat(client.rest()).isEqualTo("STORED\r\nVALUE k 0 900000\r\n" + value + "\r\nEND\r\n");
    }
  }

  @Test
  void ofManyThatMissAtOnceExactlyOneWins() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> asking =
          new ArrayList<>(Collections.nCopies(50, () -> answersTo("mg lease v N30~")));
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : clients.invokeAll(asking)) {
        answers.add(answer.get());
      }

      assertThat(answers).filteredOn(answer -> answer.contains(" W")).hasSize(1);
      assertThat(answers).filteredOn(answer -> answer.contains(" Z")).hasSize(49);
    }
  }

  @Test
  void anHttpRequestIsNotAnswered() throws IOException {
    try (var client = new RawMemcachedClient(port())) {
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void commandsMayArriveInPieces() throws IOException {
    try (var client = new RawMemcachedClient(port())) {
      for (String piece : List.of("se", "t k 0 ", "0 4\r", "\nab", "cd", "\r\nge", "t k\r\n")) {
        client.send(piece);
      }

      assertThat(client.line()).isEqualTo("STORED");
      assertThat(client.line()).isEqualTo("VALUE k 0 4");
      assertThat(client.line()).isEqualTo("abcd");
      assertThat(client.line()).isEqualTo("END");
    }
  }

  @Test
  void statsCountWhatHappened() throws IOException {
    String stats = answersTo("set k 0 0 1~a~get k~get x~stats~");

    assertThat(stats).contains("STAT curr_items ", "STAT get_hits ", "STAT bytes ").endsWith("END");
  }

  private String answersTo(String commands) throws IOException {
    try (var client = new RawMemcachedClient(port())) {
      return client.answers(commands.replace("~", "\r\n"));
    }
  }
}
