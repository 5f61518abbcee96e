package dev.weir.runtime.admin;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Something to read on the admin listener.
@FunctionalInterface
interface AdminPage {

  JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// A complete answer.
  // Written to the socket and forgotten; nobody compares answers.
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, String contentType, byte[] content) {}

  Answer answer();

  static Answer json(Object facts) {
    return json(200, facts);
  }

  static Answer json(int status, Object facts) {
    return new Answer(status, "application/json", JSON.writeValueAsBytes(facts));
  }
}
