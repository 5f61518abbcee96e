package dev.weir.workbench.tune.log;

/// One line of a log that could be read.
///
/// @param atMillis when the request arrived, since 1970
/// @param status as logged
/// @param bytes of the answer as logged
/// @param inputs more, where the format tells it
/// @param weight how many lines this one stands for
public record Sighting(
    Url url,
    long atMillis,
    Verb verb,
    int status,
    long bytes,
    Witness witness,
    Inputs inputs,
    int weight) {

  /// What kind of request it was.
  public enum Verb {
    GET,
    HEAD,
    /// Safe, but nothing a cache answers.
    OTHER_SAFE,
    UNSAFE
  }

  /// What the line proves about the origin at that moment.
  public enum Witness {
    /// It is what the origin said then.
    ORIGIN,
    /// The same, but the size contains the head of the answer and differs by a few octets anyway.
    ORIGIN_WITH_HEAD,
    /// Nothing: a cache answered, or the transfer broke off.
    SILENT
  }
}
