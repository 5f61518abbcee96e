package dev.weir.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On the readable end of a pipe, where octets are there as soon as they have been written.
class LazyKeyTest {

  private Selector selector;
  private Pipe pipe;
  private SelectionKey key;
  private LazyKey lazy;

  @SuppressWarnings("NullAway.Init") // opened before each test
  LazyKeyTest() {}

  @BeforeEach
  void open() throws IOException {
    selector = Selector.open();
    pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    key = pipe.source().register(selector, SelectionKey.OP_READ);
    lazy = new LazyKey(key);
  }

  @AfterEach
  void close() throws IOException {
    pipe.source().close();
    pipe.sink().close();
    selector.close();
  }

  private void write() throws IOException {
    assertThat(pipe.sink().write(ByteBuffer.allocate(1))).isOne();
  }

  private void selected() throws IOException {
    assertThat(selector.select()).isOne();
    selector.selectedKeys().clear();
  }

  private void assertReportedOnceWanted() throws IOException {
    lazy.interestOps(SelectionKey.OP_READ);
    selected();

    assertThat(lazy.readyOps()).isEqualTo(SelectionKey.OP_READ);
  }

  @Test
  void registrationOutlastsTheInterest() {
    lazy.interestOps(0);

    assertThat(lazy.interestOps()).isZero();
    assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ);
  }

  @Test
  void octetsForNobodyEndTheRegistrationAndAreNotReported() throws IOException {
    lazy.interestOps(0);
    write();
    selected();

    assertThat(lazy.readyOps()).isZero();
    assertThat(key.interestOps()).isZero();
    assertThat(selector.selectNow()).isZero();
  }

  @Test
  void octetsThatCameMeanwhileAreReportedOnceWanted() throws IOException {
    lazy.interestOps(0);
    write();
    selected();
    assertThat(lazy.readyOps()).isZero();

    assertReportedOnceWanted();
  }

  @Test
  void endOfStreamForNobodyIsReportedOnceWanted() throws IOException {
    lazy.interestOps(0);
    pipe.sink().close();
    selected();
    assertThat(lazy.readyOps()).isZero();
    assertThat(selector.selectNow()).isZero();

    assertReportedOnceWanted();
  }

  /// As Jetty does it where a selector fails: what was registered is registered anew.
  @Test
  void keyOfAnotherSelectorTakesItsPlace() throws IOException {
    lazy.interestOps(0);
    try (Selector another = Selector.open()) {
      SelectionKey anew = pipe.source().register(another, key.interestOps());
      lazy.replace(anew);
      write();

      assertThat(another.select()).isOne();
      assertThat(lazy.readyOps()).isZero();
      assertThat(anew.interestOps()).isZero();
      assertThat(lazy.registered()).isSameAs(anew);
    }
  }

  @Test
  void interestInWritingEndsAtOnce() throws IOException {
    try (Pipe.SinkChannel sink = pipe.sink()) {
      sink.configureBlocking(false);
      SelectionKey writing = sink.register(selector, SelectionKey.OP_WRITE);
      LazyKey lazyWriting = new LazyKey(writing);
      selected();
      assertThat(lazyWriting.readyOps()).isEqualTo(SelectionKey.OP_WRITE);

      lazyWriting.interestOps(0);

      assertThat(writing.interestOps()).isZero();
    }
  }

  @Test
  void closedChannelIsNoErrorWhileNothingHasToChange() throws IOException {
    pipe.source().close();

    lazy.interestOps(0);

    assertThat(lazy.isValid()).isFalse();
    assertThat(lazy.interestOps()).isZero();
  }
}
