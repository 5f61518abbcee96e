package dev.weir.workbench.shadow;

import dev.weir.workbench.run.InvalidConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weir shadow start`: begins to try the rules of a file.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Try the refresh_pattern lines of a file, in the place of all those in force.",
      "Settings of freshness and storing in it count too; other directives do not."
    })
final class StartCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Rules in the language of a node's configuration.")
  private Path file;

  @Option(
      names = "--sample",
      paramLabel = "PERCENT",
      defaultValue = "10%",
      description = "Share of the keys, chosen by hash; default ${DEFAULT-VALUE}.")
  private String sample;

  @Mixin private NodeOptions node;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  StartCommand() {}

  @Override
  public Integer call() throws Exception {
    Map<String, String> query = Map.of("name", file.toString(), "sample", sample);
    switch (node.post("/shadow", query, text())) {
      case NodeOptions.Answer.Done(var report) -> {
        report
            .path("trial")
            .path("warnings")
            .forEach(warning -> spec.commandLine().getErr().println(warning.asString("")));
        spec.commandLine().getOut().println(report.path("says").asString(""));
        spec.commandLine().getOut().flush();
        return 0;
      }
      case NodeOptions.Answer.Refused(String why) -> throw new InvalidConfig(why.lines().toList());
    }
  }

  private String text() throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read; is the path right and the file UTF-8?", e);
    }
  }
}
