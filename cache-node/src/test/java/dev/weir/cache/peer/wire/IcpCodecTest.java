package dev.weir.cache.peer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcpCodecTest {

  private static final String URL_HEX =
      HexFormat.of().formatHex("http://www.lab.test/x".getBytes(StandardCharsets.US_ASCII));

  // RFC 2186: a reply is a header of 20 octets, the URL and a NUL; a query has 4 octets more.
  @Test
  void replyIsFourOctetsShorterThanItsQuery() {
    IcpMessage query = IcpMessage.query(7, "http://www.lab.test/x");
    IcpMessage reply = IcpMessage.answer(IcpOpcode.MISS, 7, "http://www.lab.test/x");
    assertThat(query.length()).isEqualTo(46);
    assertThat(reply.length()).isEqualTo(42);
    assertThat(encode(query)).hasSize(46);
    assertThat(encode(reply)).hasSize(42);
  }

  @Test
  void errorRepeatsNothingOfTheQuery() {
    assertThat(HexFormat.of().formatHex(encode(IcpMessage.error(0x0d))))
        .isEqualTo("040200150000000d000000000000000000000000" + "00");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      textBlock =
          """
          TOO_SHORT        , ''                                         , empty datagram
          TOO_SHORT        , 01020013000000010000000000000000000000     , 19 octets
          VERSION          , 0101002e00000001000000000000000000000000URL00, version 1
          VERSION          , 0103002e0000000100000000000000000000000000000000URL00, version 3 query
          VERSION          , 0104002a00000001000000000000000000000000URL00, version 4
          LENGTH_MISMATCH  , 0302002b00000001000000000000000000000000URL00, one octet missing
          LENGTH_MISMATCH  , 0302002900000001000000000000000000000000URL00, one octet too many
          UNKNOWN_OPCODE   , 0002002a00000001000000000000000000000000URL00, opcode 0
          UNKNOWN_OPCODE   , 0502002a00000001000000000000000000000000URL00, opcode 5
          UNKNOWN_OPCODE   , 0902002a00000001000000000000000000000000URL00, opcode 9
          UNKNOWN_OPCODE   , 0c02002a00000001000000000000000000000000URL00, opcode 12
          UNKNOWN_OPCODE   , 1402002a00000001000000000000000000000000URL00, opcode 20
          UNKNOWN_OPCODE   , 1802002a00000001000000000000000000000000URL00, opcode 24
          UNKNOWN_OPCODE   , ff02002a00000001000000000000000000000000URL00, opcode 255
          HIT_OBJ          , 1702002a00000001000000000000000000000000URL00, object in a datagram
          TRUNCATED_QUERY  , 0102001400000001000000000000000000000000     , query of a bare header
          TRUNCATED_QUERY  , 0102001700000001000000000000000000000000000000, half a requester address
          UNTERMINATED_URL , 0302001400000001000000000000000000000000     , reply of a bare header
          UNTERMINATED_URL , 0302002900000001000000000000000000000000URL  , reply without NUL
          EMBEDDED_NUL     , 0302002c00000001000000000000000000000000URL006100, octets behind the NUL
          EMBEDDED_NUL     , 0302002b00000001000000000000000000000000URL0000, two NULs
          EMPTY_URL        , 030200150000000100000000000000000000000000   , MISS of nothing
          BLANK_IN_URL     , 0302002b00000001000000000000000000000000URL2000, blank
          """)
  void malformedDatagramIsRefusedWithItsReason(IcpRefusal reason, String hex, String what) {
    assertThat(decode(hex)).as(what).isEqualTo(new IcpDecoded.Refused(reason));
  }

  // RFC 2186: a query that cannot be parsed is answered ICP_OP_ERR.
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      textBlock =
          """
          UNTERMINATED_URL , 010200180000002a00000000000000000000000000000000     , no payload at all
          UNTERMINATED_URL , 0102002d0000002a00000000000000000000000000000000URL  , no NUL
          EMPTY_URL        , 010200190000002a0000000000000000000000000000000000   , only a NUL
          EMBEDDED_NUL     , 010200300000002a00000000000000000000000000000000URL006100, octets behind NUL
          BLANK_IN_URL     , 0102002f0000002a00000000000000000000000000000000URL2000, blank
          BLANK_IN_URL     , 0102002f0000002a00000000000000000000000000000000URL0900, tab
          BLANK_IN_URL     , 0102002f0000002a00000000000000000000000000000000URL0d00, CR
          BLANK_IN_URL     , 0102002f0000002a00000000000000000000000000000000URL0a00, LF
          BLANK_IN_URL     , 0102002f0000002a00000000000000000000000000000000URL7f00, DEL
          """)
  void queryWithAnUnusableUrlKeepsItsRequestNumber(IcpRefusal reason, String hex, String what) {
    assertThat(decode(hex)).as(what).isEqualTo(new IcpDecoded.BadQuery(reason, 0x2a));
  }

  @Test
  void everyErrIsNoLongerThanTheQueryItAnswers() {
    // 24 octets is the shortest query that is answered, 21 octets every ERR.
    assertThat(IcpMessage.error(1).length()).isLessThan(IcpCodec.QUERY_HEADER_OCTETS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2048, 16_359})
  void urlUpToTheLongestMessageFits(int octets) {
    IcpMessage query = IcpMessage.query(1, "u".repeat(octets));
    assertThat(IcpCodec.decode(ByteBuffer.wrap(encode(query))))
        .isEqualTo(new IcpDecoded.Accepted(query));
    assertThat(IcpCodec.canCarry(query.url())).isTrue();
  }

  @Test
  void datagramAboveTheLongestMessageIsRefused() {
    byte[] datagram = encode(IcpMessage.query(1, "u".repeat(16_360)));
    assertThat(datagram).hasSize(16_385);
    assertThat(IcpCodec.decode(ByteBuffer.wrap(datagram)))
        .isEqualTo(new IcpDecoded.Refused(IcpRefusal.TOO_LONG));
    assertThat(IcpCodec.canCarry("u".repeat(16_360))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://a/b c", "http://a/\u0000", "http://a/\u007f", "http://a/\u20ac"})
  void urlThatIsNotOneVisibleOctetPerCharacterIsNotCarried(String url) {
    assertThat(IcpCodec.canCarry(url)).isFalse();
  }

  @Test
  void octetsAboveAsciiSurviveUnchanged() {
    IcpMessage query = IcpMessage.query(1, "http://www.lab.test/caf\u00e9\u00ff");
    assertThat(IcpCodec.decode(ByteBuffer.wrap(encode(query))))
        .isEqualTo(new IcpDecoded.Accepted(query));
  }

  @Test
  void datagramIsReadBetweenPositionAndLimitAndLeftAsItWas() {
    IcpMessage miss = IcpMessage.answer(IcpOpcode.MISS, -2, "http://www.lab.test/x");
    ByteBuffer buffer = ByteBuffer.allocateDirect(100);
    buffer.position(11);
    IcpCodec.encode(miss, buffer);
    buffer.limit(buffer.position()).position(11);
    assertThat(IcpCodec.decode(buffer)).isEqualTo(new IcpDecoded.Accepted(miss));
    assertThat(buffer.position()).isEqualTo(11);
    assertThat(buffer.limit()).isEqualTo(11 + 42);
  }

  @Test
  void randomAndMutatedDatagramsAreAcceptedOrRefusedAndNothingElse() {
    SplittableRandom random = new SplittableRandom(2186);
    byte[] seed = encode(IcpMessage.query(0x01020304, "http://www.lab.test/x?y=1"));
    for (int i = 0; i < 200_000; i++) {
      byte[] datagram = i % 4 == 0 ? noise(random) : mutated(seed, random);
      IcpDecoded decoded = IcpCodec.decode(ByteBuffer.wrap(datagram));
      if (decoded instanceof IcpDecoded.Accepted(IcpMessage message)) {
        assertThat(encode(message)).isEqualTo(datagram);
      }
    }
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] octets = new byte[random.nextInt(120)];
    random.nextBytes(octets);
    if (octets.length > 3 && random.nextBoolean()) {
      octets[0] = (byte) random.nextInt(26);
      octets[1] = 2;
      octets[2] = 0;
      octets[3] = (byte) octets.length;
    }
    return octets;
  }

  private static byte[] mutated(byte[] seed, SplittableRandom random) {
    byte[] octets = Arrays.copyOf(seed, seed.length + random.nextInt(-seed.length, 9));
    int changes = random.nextInt(4);
    for (int i = 0; i < changes && octets.length > 0; i++) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    if (octets.length > 3 && random.nextBoolean()) {
      octets[2] = 0;
      octets[3] = (byte) octets.length;
    }
    return octets;
  }

  private static IcpDecoded decode(String hex) {
    return IcpCodec.decode(
        ByteBuffer.wrap(HexFormat.of().parseHex(hex.strip().replace("URL", URL_HEX))));
  }

  private static byte[] encode(IcpMessage message) {
    ByteBuffer out = ByteBuffer.allocate(message.length());
    IcpCodec.encode(message, out);
    assertThat(out.hasRemaining()).isFalse();
    return out.array();
  }
}
