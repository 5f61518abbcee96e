package dev.weir.workbench.bench.peers;

import java.util.List;

/// What a request costs as something grows, ours beside a peer's.
///
/// - `work`: what is asked for, and what grows.
/// - `unit`: of the steps, such as `connections`.
record Growth(String work, String unit, String ours, String peer, List<Step> steps) {

  /// Dearer than this in parts of the cheapest step before is a knee.
  private static final double KNEE = 1.5;

  Growth {
    steps = List.copyOf(steps);
  }

  /// CPU time for a request in microseconds.
  ///
  /// - `size`: octets of the answer where these grow, else 1: what the cost is compared per.
  record Step(String name, long size, double oursMicros, double peerMicros) {}

  /// Where ours stops growing straight, empty if nowhere.
  String oursKnee() {
    return knee(steps.stream().mapToDouble(Step::oursMicros).toArray());
  }

  /// The same of the peer.
  String peerKnee() {
    return knee(steps.stream().mapToDouble(Step::peerMicros).toArray());
  }

  /// Whether ours bends nowhere before the peer does.
  boolean isStraight() {
    int ours = index(oursKnee());
    int peer = index(peerKnee());
    return ours < 0 || (peer >= 0 && peer <= ours);
  }

  private int index(String name) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// A step costs more than it should: for answers of one size than the cheapest before, for
  /// growing ones than the size has grown since the step before.
  private String knee(double[] micros) {
    double cheapest = Double.MAX_VALUE;
    for (int i = 0; i < micros.length; i++) {
      boolean grows = i > 0 && steps.get(i).size() != steps.get(i - 1).size();
      double straight =
          grows ? micros[i - 1] * steps.get(i).size() / steps.get(i - 1).size() : cheapest;
      if (i > 0 && micros[i] > KNEE * straight) {
        return steps.get(i).name();
      }
      cheapest = Math.min(cheapest, micros[i]);
    }
    return "";
  }
}
