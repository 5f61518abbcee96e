package dev.weir.cache.tell;

import dev.weir.cache.purge.FormText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A node's question what it has missed, as a message: a first line with a word of its own choice,
/// then how far it knows the tombstones of each node it has ever heard.
///
/// @param word signed together with the answer, so that no older answer passes for it
/// @param known number by name of tombstones
record Inquiry(String word, Map<String, Long> known) {

  String text() {
    StringBuilder text = new StringBuilder(FormText.of(Map.of("word", word))).append('\n');
    known.forEach((log, number) -> {
      Map<String, String> line = new LinkedHashMap<>();
      line.put("log", log);
      line.put("upto", Long.toString(number));
      text.append(FormText.of(line)).append('\n');
    });
    return text.toString();
  }

  /// @throws IllegalArgumentException when it is no such message
  static Inquiry read(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    String word = lines.isEmpty() ? null : FormText.read(lines.getFirst()).get("word");
    if (word == null || word.length() > 64) {
      throw new IllegalArgumentException("no word");
    }
    Map<String, Long> known = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> values = FormText.read(line);
      known.put(News.log(values), FormText.number(values, "upto"));
    }
    return new Inquiry(word, known);
  }
}
