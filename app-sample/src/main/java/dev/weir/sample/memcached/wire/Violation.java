package dev.weir.sample.memcached.wire;

import java.io.IOException;

/// A command that breaks the protocol; the message is the reply line.
public final class Violation extends IOException {

  /// Whether the place of the next command in the stream is still known.
  public enum Next {
    READ_ON,
    CLOSE
  }

  // Serialisation is switched off for the whole process; the field is part of no stream.
  private final transient Next next;

  private Violation(String reply, Next next) {
    super(reply);
    this.next = next;
  }

  /// The connection goes on with the next line.
  public static Violation of(String reply) {
    return new Violation(reply, Next.READ_ON);
  }

  /// What follows might be the data of the broken command: reading it as commands would let data
  /// act.
  public static Violation closing(String reply) {
    return new Violation(reply, Next.CLOSE);
  }

  public static Violation badLine() {
    return of("CLIENT_ERROR bad command line format");
  }

  public Next next() {
    return next;
  }

  public String reply() {
    return String.valueOf(getMessage());
  }
}
