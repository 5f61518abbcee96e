package dev.weir.cache.peer.icp;

import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.wire.IcpMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One query sent to one peer: of an inquiry, or a probe. Confined to the ICP thread.
final class Question {

  /// How a reply is matched: who answers, and with which number. The peer stands for its address
  /// and port.
  record Id(Peer peer, int number) {}

  /// How far it got.
  enum Stage {
    /// Waited for.
    OPEN,
    /// Given up; an answer still says that the peer lives.
    LATE,
    /// Answered, or impossible to answer.
    CLOSED
  }

  private final Id id;
  private final String url;
  private final Instant sentAt;
  private final Instant deadline;
  private final @Nullable Inquiry inquiry;
  private Stage stage = Stage.OPEN;

  Question(Id id, String url, Instant sentAt, Instant deadline, @Nullable Inquiry inquiry) {
    this.id = id;
    this.url = url;
    this.sentAt = sentAt;
    this.deadline = deadline;
    this.inquiry = inquiry;
  }

  IcpMessage message() {
    return IcpMessage.query(id.number(), url, inquiry == null ? 0 : inquiry.variant());
  }

  Id id() {
    return id;
  }

  Peer peer() {
    return id.peer();
  }

  String url() {
    return url;
  }

  Instant sentAt() {
    return sentAt;
  }

  Instant deadline() {
    return deadline;
  }

  boolean is(Stage expected) {
    return stage == expected;
  }

  void enter(Stage next) {
    stage = next;
  }

  /// Whose question it is, null for a probe.
  @Nullable Inquiry inquiry() {
    return inquiry;
  }
}
