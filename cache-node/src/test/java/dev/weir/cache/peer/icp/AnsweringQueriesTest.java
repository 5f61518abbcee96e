package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.icp.IcpAnswers.Answer;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.testing.ManualClock;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a sibling at 127.0.0.2 gets to hear.
class AnsweringQueriesTest {

  private static final String URL = "http://www.lab.test/x";

  private final ManualClock clock = new ManualClock();
  private final List<CacheKey> lookedUp = new CopyOnWriteArrayList<>();
  private final AtomicReference<Answer> answer = new AtomicReference<>(Answer.MISS);
  private final UdpNeighbour neighbour = new UdpNeighbour("127.0.0.2");
  private IcpNode node = new IcpNode("127.0.0.1", this::lookUp, clock);

  AnsweringQueriesTest() {
    listNeighbour();
  }

  @AfterEach
  void stop() {
    node.close();
    neighbour.close();
  }

  @ParameterizedTest
  @EnumSource
  void nodeSaysWhatItsStoreSays(Answer said) {
    answer.set(said);
    IcpMessage reply = query(7, URL);
    assertThat(reply).isEqualTo(IcpMessage.answer(IcpOpcode.valueOf(said.name()), 7, URL));
  }

  // Squid takes an answer only from the ICP port it knows.
  @Test
  void answerLeavesFromTheIcpPort() {
    neighbour.send(node.address(), IcpMessage.query(1, URL));
    assertThat(neighbour.take().source()).isEqualTo(node.address());
  }

  @Test
  void optionsOfTheQueryAreClearedInTheAnswer() {
    int options = IcpMessage.HIT_OBJ_WANTED | IcpMessage.SRC_RTT;
    neighbour.send(node.address(), new IcpMessage(IcpOpcode.QUERY, 1, options, 5, 6, 7, URL));
    assertThat(neighbour.take().message()).isEqualTo(IcpMessage.answer(IcpOpcode.MISS, 1, URL));
  }

  @Test
  void keyIsCanonicalButTheUrlComesBackAsItCame() {
    String url = "HTTP://WWW.Lab.test:80/X?y=1";
    assertThat(query(1, url).url()).isEqualTo(url);
    assertThat(lookedUp).containsExactly(new CacheKey("http://www.lab.test/X?y=1"));
  }

  @ParameterizedTest
  @CsvSource({"ftp://www.lab.test/x", "gopher://www.lab.test/x", "urn://www.lab.test/x"})
  void otherSchemesAreMissesWithoutLook(String url) {
    answer.set(Answer.HIT);
    assertThat(query(1, url).opcode()).isEqualTo(IcpOpcode.MISS);
    assertThat(lookedUp).isEmpty();
  }

  @Test
  void urlAboveTheLimitIsMissWithoutLook() {
    answer.set(Answer.HIT);
    String longest = "http://www.lab.test/" + "x".repeat(2048 - 20);
    assertThat(query(1, longest).opcode()).isEqualTo(IcpOpcode.HIT);
    assertThat(query(2, longest + "x").opcode()).isEqualTo(IcpOpcode.MISS);
    assertThat(lookedUp).hasSize(1);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      textBlock =
          """
          6e6f746175726c00                 , no absolute URL
          687474703a2f2f2f7800             , no authority
          00                               , empty
          687474703a2f2f612f62             , no NUL
          687474703a2f2f612f20622000       , blanks
          687474703a2f2f612f006200         , NUL inside
          """)
  void unusableUrlIsAnsweredErrWithoutRepeatingIt(String urlAndNul, String what) {
    byte[] url = HexFormat.of().parseHex(urlAndNul);
    String header = "0102%04x0000002a%s".formatted(24 + url.length, "00".repeat(16));
    neighbour.send(node.address(), HexFormat.of().parseHex(header + urlAndNul));
    assertThat(neighbour.take().message()).as(what).isEqualTo(IcpMessage.error(0x2a));
    assertThat(lookedUp).isEmpty();
  }

  // Every row: dropped in silence and counted; the endpoint then answers the next query as ever.
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          too-short       , 0102
          too-short       , ''
          version         , 0101002e00000001 00000000 00000000 00000000 00000000 URL00
          version         , 0103002e00000001 00000000 00000000 00000000 00000000 URL00
          version         , 0104002e00000001 00000000 00000000 00000000 00000000 URL00
          length-mismatch , 010200ff00000001 00000000 00000000 00000000 00000000 URL00
          unknown-opcode  , 0c02002a00000001 00000000 00000000 00000000 URL00
          hit-obj         , 1702002a00000001 80000000 00000000 00000000 URL00
          truncated-query , 0102001500000001 00000000 00000000 00000000 00
          unsolicited     , 0202002a00000001 00000000 00000000 00000000 URL00
          unsolicited     , 0302002a00000001 00000000 00000000 00000000 URL00
          unsolicited     , 1602002a00000001 00000000 00000000 00000000 URL00
          echo            , 0a02002a00000001 00000000 00000000 00000000 URL00
          echo            , 0b02002a00000001 00000000 00000000 00000000 URL00
          """)
  void whatIsNoQueryGetsNoAnswerAndIsCounted(String reason, String hex) {
    String url = "687474703a2f2f7777772e6c61622e746573742f78";
    byte[] datagram = HexFormat.of().parseHex(hex.replace(" ", "").replace("URL", url));
    neighbour.send(node.address(), datagram);
    assertThat(query(99, URL).requestNumber()).isEqualTo(99);
    assertThat(node.dropped(reason)).isEqualTo(1);
  }

  @Test
  void datagramAboveTheLongestMessageIsDropped() {
    byte[] datagram = new byte[17_000];
    datagram[0] = 1;
    datagram[1] = 2;
    neighbour.send(node.address(), datagram);
    assertThat(query(99, URL).requestNumber()).isEqualTo(99);
    assertThat(node.dropped("too-long")).isEqualTo(1);
  }

  @Test
  void strangerIsNotAnswered() {
    try (UdpNeighbour stranger = new UdpNeighbour("127.0.0.3")) {
      stranger.send(node.address(), IcpMessage.query(1, URL));
      IcpNode.until(() -> node.dropped("stranger") == 1);
      assertThat(lookedUp).isEmpty();
    }
  }

  @Test
  void peersAddressMayAskFromAnyPortButAnswerOnlyFromItsIcpPort() {
    try (UdpNeighbour sameHost = new UdpNeighbour("127.0.0.2")) {
      sameHost.send(node.address(), IcpMessage.query(1, URL));
      assertThat(sameHost.take().message().opcode()).isEqualTo(IcpOpcode.MISS);
      sameHost.send(node.address(), IcpMessage.answer(IcpOpcode.HIT, 1, URL));
      IcpNode.until(() -> node.dropped("foreign-port") == 1);
    }
  }

  @Test
  void deniedSourceIsToldSoAndAfterManyQueriesNothing() {
    node.close();
    IcpSettings open = IcpNode.settings("127.0.0.1");
    InetAddress denied = InetAddress.ofLiteral("127.0.0.2");
    node =
        new IcpNode(
            new IcpSettings(
                open.address(),
                open.queryTimeout(),
                open.deadPeerTimeout(),
                source -> !source.equals(denied),
                open.limits()),
            this::lookUp,
            clock);
    listNeighbour();
    for (int i = 1; i <= 150; i++) {
      assertThat(query(i, URL).opcode()).isEqualTo(IcpOpcode.DENIED);
    }
    neighbour.send(node.address(), IcpMessage.query(151, URL));
    IcpNode.until(() -> node.dropped("denied-too-often") == 1);
    assertThat(lookedUp).isEmpty();
  }

  // The clock stands still, so no query is earned back.
  @Test
  void sourceThatAsksTooMuchIsNotAnswered() {
    node.close();
    IcpSettings open = IcpNode.settings("127.0.0.1");
    node =
        new IcpNode(
            new IcpSettings(
                open.address(),
                open.queryTimeout(),
                open.deadPeerTimeout(),
                open.access(),
                new IcpSettings.Limits(10, 100, 10, 3, 2048)),
            this::lookUp,
            clock);
    listNeighbour();
    for (int i = 1; i <= 3; i++) {
      assertThat(query(i, URL).requestNumber()).isEqualTo(i);
    }
    neighbour.send(node.address(), IcpMessage.query(4, URL));
    IcpNode.until(() -> node.dropped("too-many") == 1);
    assertThat(node.endpoint().report().answers()).containsEntry("miss", 3L);
  }

  @Test
  void defectOfTheStoreDoesNotEndTheAnswers() {
    node.close();
    node =
        new IcpNode(
            "127.0.0.1",
            key -> {
              if (key.uri().endsWith("defect")) {
                throw new IllegalStateException("a defect on purpose");
              }
              return Answer.HIT;
            },
            clock);
    listNeighbour();
    neighbour.send(node.address(), IcpMessage.query(1, "http://www.lab.test/defect"));
    assertThat(query(2, URL).opcode()).isEqualTo(IcpOpcode.HIT);
  }

  private void listNeighbour() {
    node.peers(PeerLine.sibling(neighbour.address(), 80, neighbour.port()));
  }

  private Answer lookUp(CacheKey key) {
    lookedUp.add(key);
    return answer.get();
  }

  private IcpMessage query(int number, String url) {
    neighbour.send(node.address(), IcpMessage.query(number, url));
    return neighbour.take().message();
  }
}
