package dev.weir.workbench.bench.cluster.picture;

/// What all drawings have in common.
final class Paper {

  static final int WIDTH = 680;

  static final String STYLE =
      """
      text { font: 13px system-ui, sans-serif; fill: #1f2933; }
      .title { font-weight: 600; }
      .soft { fill: #5c6b7a; }
      .ours { fill: #2f6fbf; }
      .other { fill: #a9b4c0; }
      .limit { stroke: #b3431e; stroke-width: 2; }
      .axis { stroke: #a9b4c0; stroke-width: 1; }
      @media (prefers-color-scheme: dark) {
      text { fill: #e6ecf2; }
      .soft { fill: #9aa8b7; }
      .ours { fill: #5aa9ff; }
      .other { fill: #5b6876; }
      .limit { stroke: #f0a04b; }
      .axis { stroke: #5b6876; }
      }
      """;

  private Paper() {}
}
