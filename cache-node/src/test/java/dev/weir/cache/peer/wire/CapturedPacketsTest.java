package dev.weir.cache.peer.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// Datagrams of a real Squid 5.7 and of a prober talking to it.
class CapturedPacketsTest {

  /// One captured datagram with the fields a dissector saw in it.
  record Captured(
      String source,
      String note,
      String src,
      String dst,
      int opcode,
      String name,
      int version,
      int length,
      int reqnum,
      String options,
      String optdata,
      String sender,
      @Nullable String requester,
      String url,
      String hex) {

    ByteBuffer datagram() {
      return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    boolean malformed() {
      return name.equals("HIT_OBJ") || (name.equals("QUERY") && MALFORMED_QUERIES.contains(note));
    }

    @Override
    public String toString() {
      return source + ": " + name + " " + note;
    }
  }

  private static final Set<String> MALFORMED_QUERIES =
      Set.of(
          "URL with space -> ERR",
          "empty URL",
          "no NUL terminator",
          "embedded NUL/trailing garbage");

  static Stream<Captured> all() {
    JsonMapper json = JsonMapper.builder().build();
    try (InputStream in = CapturedPacketsTest.class.getResourceAsStream("/icp/icp-packets.jsonl")) {
      assertThat(in).isNotNull();
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.stream().map(line -> json.readValue(line, Captured.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Captured> wellFormed() {
    return all().filter(captured -> !captured.malformed());
  }

  @Test
  void fileIsWhole() {
    assertThat(all()).hasSize(75);
    assertThat(wellFormed()).hasSize(70);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wellFormed")
  void wellFormedPacketIsReadAndWrittenOctetForOctet(Captured captured) {
    IcpDecoded decoded = IcpCodec.decode(captured.datagram());
    assertThat(decoded).isInstanceOf(IcpDecoded.Accepted.class);
    IcpMessage message = ((IcpDecoded.Accepted) decoded).message();
    assertThat(message.opcode().name()).isEqualTo(captured.name());
    assertThat(message.opcode().value()).isEqualTo(captured.opcode());
    assertThat(message.length()).isEqualTo(captured.length());
    assertThat(message.requestNumber()).isEqualTo(captured.reqnum());
    assertThat(message.options()).isEqualTo(HexFormat.fromHexDigits(captured.options()));
    assertThat(message.optionData()).isEqualTo(HexFormat.fromHexDigits(captured.optdata()));
    assertThat(dotted(message.senderHost())).isEqualTo(captured.sender());
    if (captured.requester() != null) {
      assertThat(dotted(message.requesterHost())).isEqualTo(captured.requester());
    }
    assertThat(message.url()).isEqualTo(captured.url());

    ByteBuffer written = ByteBuffer.allocate(IcpCodec.MAX_OCTETS);
    IcpCodec.encode(message, written);
    assertThat(written.flip()).isEqualTo(captured.datagram());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedPacketIsRefused(Captured captured) {
    IcpDecoded decoded = IcpCodec.decode(captured.datagram());
    if (captured.name().equals("HIT_OBJ")) {
      assertThat(decoded).isEqualTo(new IcpDecoded.Refused(IcpRefusal.HIT_OBJ));
    } else {
      assertThat(decoded).isInstanceOf(IcpDecoded.BadQuery.class);
      assertThat(((IcpDecoded.BadQuery) decoded).requestNumber()).isEqualTo(captured.reqnum());
    }
  }

  static Stream<Captured> malformed() {
    return all().filter(Captured::malformed);
  }

  private static String dotted(int address) {
    return "%d.%d.%d.%d"
        .formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff);
  }
}
