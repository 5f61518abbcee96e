package dev.weir.edge.admit;

import dev.weir.edge.admit.Admittance.Reason;
import dev.weir.edge.admit.Admittance.Refused;
import dev.weir.http.FieldSource;
import dev.weir.http.HostPort;
import dev.weir.http.forwarding.Via;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;

/// The rules of the door, beyond what the parser refuses by itself.
record EntryRules(String pseudonym) {

  private static final int ANY_PORT = 80;

  Admittance judge(String method, HttpVersion version, FieldSource fields) {
    if (method.equals("CONNECT") || method.equals("TRACE")) {
      return new Refused(Reason.METHOD);
    }
    if (fields.contains("Transfer-Encoding")) {
      Admittance framed = judgeTransferCoding(version, fields);
      if (framed instanceof Refused) {
        return framed;
      }
    }
    if (!isHostSound(version, fields.lines("Host"))) {
      return new Refused(Reason.HOST);
    }
    if (!isExpectationKnown(version, fields.lines("Expect"))) {
      return new Refused(Reason.EXPECTATION);
    }
    if (fields.contains("Via") && Via.parse(fields.combined("Via")).contains(pseudonym)) {
      return new Refused(Reason.LOOP);
    }
    return isLastHop(method, fields) ? Admittance.LAST_HOP : Admittance.ADMITTED;
  }

  private static Admittance judgeTransferCoding(HttpVersion version, FieldSource fields) {
    if (version.getVersion() < HttpVersion.HTTP_1_1.getVersion()) {
      return new Refused(Reason.TRANSFER_CODING_BEFORE_1_1);
    }
    List<String> lines = fields.lines("Transfer-Encoding");
    if (lines.size() != 1 || !lines.getFirst().strip().equalsIgnoreCase("chunked")) {
      return new Refused(Reason.TRANSFER_CODING_UNKNOWN);
    }
    return fields.contains("Content-Length")
        ? new Refused(Reason.LENGTH_AND_TRANSFER_CODING)
        : Admittance.ADMITTED;
  }

  /// HTTP/1.0 may do without, HTTP/2 has `:authority` instead.
  private static boolean isHostSound(HttpVersion version, List<String> hosts) {
    return switch (hosts.size()) {
      case 0 -> version != HttpVersion.HTTP_1_1;
      case 1 -> HostPort.parseOrNull(hosts.getFirst(), ANY_PORT) != null;
      default -> false;
    };
  }

  private static boolean isExpectationKnown(HttpVersion version, List<String> expectations) {
    // RFC 9110 §10.1.1: ignored in HTTP/1.0.
    if (version == HttpVersion.HTTP_1_0) {
      return true;
    }
    for (String expectation : expectations) {
      if (!expectation.strip().equalsIgnoreCase("100-continue")) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLastHop(String method, FieldSource fields) {
    String maxForwards = fields.first("Max-Forwards");
    return method.equals("OPTIONS") && maxForwards != null && maxForwards.strip().matches("0+");
  }
}
