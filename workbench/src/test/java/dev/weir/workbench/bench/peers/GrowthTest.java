package dev.weir.workbench.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GrowthTest {

  private static Growth byConnections(double[] ours, double[] peer) {
    List<Growth.Step> steps = new ArrayList<>();
    for (int i = 0; i < ours.length; i++) {
      steps.add(new Growth.Step(Integer.toString(1 << i), 1, ours[i], peer[i]));
    }
    return new Growth("work", "connections", "edge", "nginx", steps);
  }

  @Test
  void costThatStaysHasNoKnee() {
    Growth growth = byConnections(new double[] {20, 10, 11, 14}, new double[] {20, 10, 11, 14});

    assertThat(growth.oursKnee()).isEmpty();
    assertThat(growth.isStraight()).isTrue();
  }

  @Test
  void kneeIsWhereCostLeavesTheCheapestBehind() {
    Growth growth = byConnections(new double[] {10, 11, 17, 30}, new double[] {10, 11, 12, 13});

    assertThat(growth.oursKnee()).isEqualTo("4");
    assertThat(growth.peerKnee()).isEmpty();
    assertThat(growth.isStraight()).isFalse();
  }

  @Test
  void kneeAtOrBehindThePeersIsNone() {
    assertThat(
            byConnections(new double[] {10, 11, 17, 30}, new double[] {10, 16, 16, 16})
                .isStraight())
        .isTrue();
    assertThat(
            byConnections(new double[] {10, 16, 17, 30}, new double[] {10, 11, 16, 16})
                .isStraight())
        .isFalse();
  }

  @Test
  void costThatGrowsWithTheSizeIsStraight() {
    Growth growth =
        new Growth(
            "work",
            "size",
            "edge",
            "nginx",
            List.of(
                new Growth.Step("1 KiB", 1024, 10, 10),
                new Growth.Step("100 KiB", 102_400, 40, 16_000),
                new Growth.Step("1 MiB", 1_048_576, 400, 20_000)));

    assertThat(growth.oursKnee()).isEmpty();
    assertThat(growth.peerKnee()).isEqualTo("100 KiB");
  }

  @Test
  void pictureSaysInWordsWhatItShows() {
    String svg = new GrowthPlot(byConnections(new double[] {10, 11}, new double[] {12, 13})).svg();

    assertThat(svg)
        .startsWith("<svg xmlns=")
        .contains("at 2 edge 11.0, nginx 13.0")
        .contains("class=\"ours\"");
  }
}
