package dev.weir.cache.store.segment;

import org.jspecify.annotations.Nullable;

/// What a record says.
public enum RecordKind {
  /// A stored response: its metadata, and its content or where that lies.
  ENTRY(1),
  /// A piece of content of a response whose entry follows later.
  PART(2),
  /// Everything stored under a key before has become untrue.
  TOMBSTONE(3);

  private final int code;

  RecordKind(int code) {
    this.code = code;
  }

  /// How it is written.
  byte code() {
    return (byte) code;
  }

  /// The kind written so, null when there is none.
  static @Nullable RecordKind of(byte code) {
    for (RecordKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return null;
  }
}
