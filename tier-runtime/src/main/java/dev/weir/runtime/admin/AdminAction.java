package dev.weir.runtime.admin;

import java.util.Map;

/// Something an operator may do, answered as JSON.
@FunctionalInterface
public interface AdminAction {

  /// What the operator sent: the query by name (the last of a repeated name) and the content as
  /// UTF-8 text.
  record Call(Map<String, String> query, String content) {}

  /// Runs on a virtual thread and may wait.
  ///
  /// @return what is answered as JSON with status 200
  /// @throws IllegalArgumentException when the call makes no sense: status 400 with its message
  /// @throws Exception when the action fails: status 500, logged
  Object run(Call call) throws Exception;
}
