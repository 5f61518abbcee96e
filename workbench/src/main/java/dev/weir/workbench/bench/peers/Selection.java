package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.limit.Limit;
import dev.weir.workbench.bench.limit.Limits;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is to be measured: rows with peers, and limits.
record Selection(List<Row> rows, List<Limit> limits) {

  Selection {
    rows = List.copyOf(rows);
    limits = List.copyOf(limits);
  }

  static Selection all() {
    return new Selection(Rows.all(), Limits.all());
  }

  Selection matching(Pattern wanted) {
    Predicate<String> matches = wanted.asPredicate();
    return new Selection(
        rows.stream().filter(row -> matches.test(row.name())).toList(),
        limits.stream().filter(limit -> matches.test(limit.name())).toList());
  }

  List<String> names() {
    return Stream.concat(rows.stream().map(Row::name), limits.stream().map(Limit::name)).toList();
  }
}
