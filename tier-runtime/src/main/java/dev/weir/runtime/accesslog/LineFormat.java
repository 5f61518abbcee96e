package dev.weir.runtime.accesslog;

/// Makes one line of a record, without the line end.
///
/// Whatever a client sent is escaped so that a line stays a line and a field stays a field.
sealed interface LineFormat permits CombinedLine, JsonLine, SquidLine {

  void append(AccessRecord exchange, StringBuilder line);

  static LineFormat of(AccessLogSettings settings, QueryTerms queryTerms) {
    ClientName client = new ClientName(settings.client());
    return switch (settings.format()) {
      case COMBINED -> new CombinedLine(client);
      case JSON -> new JsonLine(client);
      case SQUID -> new SquidLine(client, queryTerms);
    };
  }
}
