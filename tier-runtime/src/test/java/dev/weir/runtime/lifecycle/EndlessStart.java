package dev.weir.runtime.lifecycle;

import java.util.concurrent.CountDownLatch;

/// A program whose starts never come to an end, for signals to be sent to.
final class EndlessStart {

  private EndlessStart() {}

  static void main() throws Exception {
    RunUntilSignal run = new RunUntilSignal(new StubTier());
    System.out.println("port 0");
    System.out.println("start " + run.start(new CountDownLatch(1)::await));
    System.out.println("next start " + run.start(new CountDownLatch(1)::await));
    run.await();
    System.out.println("end");
  }
}
