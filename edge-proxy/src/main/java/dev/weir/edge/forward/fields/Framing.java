package dev.weir.edge.forward.fields;

/// How the content of a request is delimited on its way to the upstream.
public sealed interface Framing {

  /// There is no content.
  record None() implements Framing {}

  record Length(long octets) implements Framing {}

  /// Length unknown.
  record Chunked() implements Framing {}

  Framing NONE = new None();
  Framing CHUNKED = new Chunked();
}
