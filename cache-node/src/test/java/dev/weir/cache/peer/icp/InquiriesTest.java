package dev.weir.cache.peer.icp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.cache.config.PeerSettings;
import dev.weir.cache.config.PeerSettings.Option;
import dev.weir.cache.entry.CacheKey;
import dev.weir.cache.peer.OwnAddresses;
import dev.weir.cache.peer.Peer;
import dev.weir.cache.peer.PeerLine;
import dev.weir.cache.peer.PeerOutcome;
import dev.weir.cache.peer.PeerTable;
import dev.weir.cache.peer.health.PeerCounters.Event;
import dev.weir.cache.peer.health.RoundTrips;
import dev.weir.cache.peer.icp.Inquiries.Match;
import dev.weir.cache.peer.wire.IcpMessage;
import dev.weir.cache.peer.wire.IcpOpcode;
import dev.weir.testing.ManualClock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InquiriesTest {

  private static final CacheKey KEY = new CacheKey("http://www.lab.test/x");

  private final ManualClock clock = new ManualClock();
  private final PeerTable table =
      new PeerTable(
          List.of(
              PeerLine.sibling("10.0.0.1", 80, 3130),
              PeerLine.sibling("10.0.0.2", 80, 3130),
              PeerLine.sibling("10.0.0.3", 80, 3130, Option.NO_QUERY),
              PeerLine.sibling("10.0.0.4", 80, 0),
              PeerLine.parent("10.0.0.9", 80, 1)),
          OwnAddresses.of(List.of(), null),
          host -> List.of(),
          clock);
  private final Peer first = table.siblings().getFirst();
  private final Peer second = table.siblings().get(1);
  private final List<PeerOutcome> outcomes = new ArrayList<>();
  private final Inquiries inquiries =
      new Inquiries(
          IcpSettings.of(
              new InetSocketAddress(3130), Duration.ofSeconds(2), Duration.ofSeconds(10)),
          new Random(2186));

  @AfterEach
  void stop() {
    table.close();
  }

  // Squid 5.7 ICP: no-query peers, peers without ICP port are not asked.
  @Test
  void siblingsThatSpeakIcpAreAsked() {
    assertThat(begin()).extracting(Question::peer).containsExactly(first, second);
    assertThat(first.counters().of(Event.ASKED)).isEqualTo(1);
  }

  @Test
  void firstHitWinsAtOnce() {
    List<Question> questions = begin();
    reply(questions.get(1), IcpOpcode.HIT);
    assertThat(outcomes).containsExactly(new PeerOutcome.Hit(second));
    reply(questions.getFirst(), IcpOpcode.HIT);
    assertThat(outcomes).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"MISS", "MISS_NOFETCH", "DENIED", "ERR"})
  void everyOtherAnswerIsNo(IcpOpcode answer) {
    List<Question> questions = begin();
    reply(questions.getFirst(), answer);
    assertThat(outcomes).isEmpty();
    reply(questions.get(1), IcpOpcode.MISS);
    assertThat(outcomes).containsExactly(new PeerOutcome.Missed());
  }

  // Squid: the parent whose MISS came soonest, less basetime and divided by weight, is chosen.
  @Test
  void parentThatAnswersSoonestByItsWeightIsNamed() {
    Peer near = parent(1, Duration.ZERO);
    Peer heavy = parent(10, Duration.ZERO);
    Peer based = parent(1, Duration.ofMillis(9));
    List<Question> questions = begin(List.of(near, heavy, based));
    clock.advance(Duration.ofMillis(2));
    reply(questions.getFirst(), IcpOpcode.MISS);
    clock.advance(Duration.ofMillis(8));
    reply(questions.get(1), IcpOpcode.MISS);
    assertThat(outcomes).isEmpty();
    reply(questions.get(2), IcpOpcode.MISS);
    assertThat(outcomes).containsExactly(new PeerOutcome.Missed(heavy));
  }

  @Test
  void parentThatMustNotFetchIsNotNamed() {
    Peer one = parent(1, Duration.ZERO);
    reply(begin(List.of(one)).getFirst(), IcpOpcode.MISS_NOFETCH);
    assertThat(outcomes).containsExactly(new PeerOutcome.Missed());
  }

  @Test
  void silenceOfOnePeerEndsTheWait() {
    List<Question> questions = begin();
    reply(questions.getFirst(), IcpOpcode.MISS);
    advance(RoundTrips.FIRST_WAIT);
    assertThat(outcomes).containsExactly(new PeerOutcome.TimedOut());
    assertThat(second.counters().of(Event.LOST)).isEqualTo(1);
  }

  @Test
  void peerThatAnswersQuicklyIsWaitedForFiveMilliseconds() {
    begin().forEach(question -> reply(question, IcpOpcode.MISS));
    outcomes.clear();
    begin();
    advance(Duration.ofMillis(5).minusNanos(1));
    assertThat(outcomes).isEmpty();
    advance(Duration.ofNanos(1));
    assertThat(outcomes).containsExactly(new PeerOutcome.TimedOut());
  }

  @Test
  void lateHitIsIgnoredButShowsThatThePeerLives() {
    List<Question> questions = begin();
    advance(RoundTrips.FIRST_WAIT);
    clock.advance(Duration.ofMillis(30));
    assertThat(reply(questions.getFirst(), IcpOpcode.HIT)).isEqualTo(Match.LATE_ANSWER);
    assertThat(outcomes).containsExactly(new PeerOutcome.TimedOut());
    assertThat(first.roundTrips().mean()).isEqualTo(RoundTrips.FIRST_WAIT.plusMillis(30));
    assertThat(first.counters().of(Event.LATE)).isEqualTo(1);
    assertThat(first.counters().of(Event.HIT)).isZero();
  }

  @Test
  void answerAfterTenSecondsIsNobodys() {
    List<Question> questions = begin();
    advance(RoundTrips.FIRST_WAIT);
    advance(Duration.ofSeconds(10));
    assertThat(reply(questions.getFirst(), IcpOpcode.MISS)).isEqualTo(Match.UNSOLICITED);
  }

  @Test
  void secondAnswerToOneQuestionIsUnsolicited() {
    List<Question> questions = begin();
    assertThat(reply(questions.getFirst(), IcpOpcode.MISS)).isEqualTo(Match.ANSWER);
    assertThat(reply(questions.getFirst(), IcpOpcode.HIT)).isEqualTo(Match.UNSOLICITED);
    assertThat(outcomes).isEmpty();
  }

  @Test
  void hitForAnotherUrlIsNoAnswer() {
    Question question = begin().getFirst();
    IcpMessage forged =
        IcpMessage.answer(IcpOpcode.HIT, question.id().number(), "http://evil.test/");
    assertThat(inquiries.answered(first, forged, clock.instant())).isEqualTo(Match.OTHER_URL);
    assertThat(outcomes).isEmpty();
    assertThat(reply(question, IcpOpcode.HIT)).isEqualTo(Match.ANSWER);
  }

  @Test
  void answerWithTheNumberOfAnotherInquiryOrFromPeerNotAskedIsUnsolicited() {
    Question question = begin().getFirst();
    IcpMessage wrongNumber =
        IcpMessage.answer(IcpOpcode.HIT, question.id().number() + 1, KEY.uri());
    assertThat(inquiries.answered(first, wrongNumber, clock.instant()))
        .isEqualTo(Match.UNSOLICITED);
    IcpMessage rightNumber = IcpMessage.answer(IcpOpcode.HIT, question.id().number(), KEY.uri());
    assertThat(inquiries.answered(table.siblings().get(2), rightNumber, clock.instant()))
        .isEqualTo(Match.UNSOLICITED);
    assertThat(outcomes).isEmpty();
  }

  @Test
  void errWithoutUrlIsAnAnswer() {
    Question question = begin().getFirst();
    IcpMessage err = IcpMessage.error(question.id().number());
    assertThat(inquiries.answered(first, err, clock.instant())).isEqualTo(Match.ANSWER);
    assertThat(first.counters().of(Event.ERR)).isEqualTo(1);
  }

  @Test
  void closedPortIsAnInstantNoAndFailureMark() {
    List<Question> questions = begin();
    inquiries.unreachable(first, clock.instant());
    reply(questions.get(1), IcpOpcode.MISS);
    assertThat(outcomes).containsExactly(new PeerOutcome.Missed());
    begin();
    inquiries.unreachable(first, clock.instant());
    begin();
    inquiries.unreachable(first, clock.instant());
    assertThat(first.liveness().living()).isFalse();
    assertThat(begin()).extracting(Question::peer).containsExactly(second);
  }

  @Test
  void everybodyWaitingForPeerThatBecomesSuspectedIsReleased() {
    // Asked at 0, 4, 8 and 12 ms, the silent peer is given 20 ms each time; its third loss, at
    // 28 ms, ends the wait of the fourth too.
    for (int i = 0; i < 4; i++) {
      begin().forEach(question -> replyIf(first, question));
      clock.advance(Duration.ofMillis(4));
    }
    advance(Duration.ofMillis(11));
    assertThat(outcomes).hasSize(2);
    advance(Duration.ofMillis(1));
    assertThat(second.liveness().living()).isFalse();
    assertThat(outcomes).hasSize(4).containsOnly(new PeerOutcome.TimedOut());
  }

  @Test
  void nobodyIsWaitedForWhenAllAreSuspected() {
    suspect(first);
    suspect(second);
    outcomes.clear();
    assertThat(begin()).isEmpty();
    assertThat(outcomes).containsExactly(new PeerOutcome.NobodyToAsk());
  }

  @Test
  void suspectedPeerIsProbedAndBackAfterTwoAnswers() {
    assertThat(inquiries.probe(first, clock.instant())).isNull();
    suspect(first);
    for (int i = 0; i < 2; i++) {
      Question probe = Objects.requireNonNull(inquiries.probe(first, clock.instant()));
      assertThat(probe.url()).isEqualTo(Inquiries.PROBE_URL);
      assertThat(inquiries.probe(first, clock.instant())).isNull();
      reply(probe, IcpOpcode.DENIED);
      clock.advance(Duration.ofMillis(500));
    }
    assertThat(first.liveness().living()).isTrue();
    assertThat(first.counters().of(Event.PROBED)).isEqualTo(2);
  }

  @Test
  void hitOfPeerWithoutVoteIsNo() {
    for (int i = 0; i < 5; i++) {
      first.falseHit(new CacheKey("http://www.lab.test/lie"));
    }
    List<Question> questions = begin();
    reply(questions.getFirst(), IcpOpcode.HIT);
    reply(questions.get(1), IcpOpcode.MISS);
    assertThat(outcomes).containsExactly(new PeerOutcome.Missed());
    assertThat(first.counters().of(Event.HIT_DISTRUSTED)).isEqualTo(1);
  }

  @Test
  void peerThatRefusesConnectionsIsNotAsked() {
    for (int i = 0; i < 3; i++) {
      first.connectFailed();
    }
    assertThat(begin()).extracting(Question::peer).containsExactly(second);
  }

  @Test
  void numbersAreNotZeroAndNotRepeatedWhileOut() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      begin().stream()
          .filter(q -> q.peer().equals(first))
          .forEach(q -> numbers.add(q.id().number()));
    }
    assertThat(numbers).doesNotHaveDuplicates().doesNotContain(0);
  }

  @Test
  void queryThatRepeatsOurOwnIsRecognised() {
    Question question = begin().getFirst();
    assertThat(inquiries.isOurOwn(first, question.message())).isTrue();
    assertThat(inquiries.isOurOwn(second, IcpMessage.query(1, KEY.uri()))).isFalse();
    assertThat(inquiries.isOurOwn(first, IcpMessage.query(question.id().number(), "http://other/")))
        .isFalse();
  }

  @Test
  void nobodyWaitsForPeerThatLeft() {
    List<Question> questions = begin();
    reply(questions.getFirst(), IcpOpcode.MISS);
    inquiries.forget(second);
    assertThat(outcomes).containsExactly(new PeerOutcome.Missed());
  }

  @Test
  void closingSettlesEverybody() {
    begin();
    begin();
    inquiries.close();
    assertThat(outcomes)
        .containsExactly(new PeerOutcome.NobodyToAsk(), new PeerOutcome.NobodyToAsk());
    assertThat(inquiries.nextDeadline()).isNull();
  }

  private List<Question> begin(List<Peer> peers) {
    return inquiries.begin(new Inquiry(KEY, 0, outcomes::add), peers, clock.instant());
  }

  private Peer parent(int weight, Duration baseTime) {
    PeerSettings line = PeerLine.queriedParent("10.0.1." + weight, 80, 3130, weight, baseTime);
    try (PeerTable parents =
        new PeerTable(List.of(line), OwnAddresses.of(List.of(), null), host -> List.of(), clock)) {
      return parents.parents().getFirst();
    }
  }

  private List<Question> begin() {
    return inquiries.begin(new Inquiry(KEY, 0, outcomes::add), table.siblings(), clock.instant());
  }

  private Match reply(Question question, IcpOpcode opcode) {
    IcpMessage reply = IcpMessage.answer(opcode, question.id().number(), question.url());
    return inquiries.answered(question.peer(), reply, clock.instant());
  }

  private void replyIf(Peer peer, Question question) {
    if (question.peer().equals(peer)) {
      reply(question, IcpOpcode.MISS);
    }
  }

  private void suspect(Peer peer) {
    for (int i = 0; i < 3; i++) {
      begin();
      inquiries.unreachable(peer, clock.instant());
    }
  }

  private void advance(Duration step) {
    clock.advance(step);
    inquiries.expire(table.siblings(), clock.instant());
  }
}
