package dev.weir.http.structured;

/// A value that is no structured field; carries no stack, for peers send such things all day.
final class MalformedFieldException extends Exception {

  MalformedFieldException(String message) {
    super(message, null, false, false);
  }
}
