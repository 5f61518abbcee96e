package dev.weir.sample.web;

import java.io.IOException;
import java.sql.SQLException;

/// Answers the requests of one route; may wait, a worker runs it.
@FunctionalInterface
public interface Page {

  /// @throws SQLException when the database fails: the client is told to try again later
  PageResponse answer(PageRequest request) throws SQLException, IOException;
}
