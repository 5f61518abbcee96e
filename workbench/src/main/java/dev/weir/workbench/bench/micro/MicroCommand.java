package dev.weir.workbench.bench.micro;

import dev.weir.workbench.bench.report.Summary;
import dev.weir.workbench.bench.stack.JavaCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `weir bench micro`: CPU time of the parts of the hit path, each in a JVM of its own.
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    description = "Measure single parts of the hit path, each in a JVM of its own.")
public final class MicroCommand implements Callable<Integer> {

  private static final String HEAP = "-Xmx512m";

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "Only parts whose name matches, such as 'icp|rules'.")
  private @Nullable Pattern only;

  @Option(names = "--here", hidden = true, description = "Measure one part in this JVM.")
  private @Nullable Part here;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields before call()
  public MicroCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Part alone = here;
    if (alone != null) {
      Summary nanos = Stopwatch.measure(alone.prepare());
      out.println(line(alone, nanos));
      out.flush();
      return Stopwatch.last() == null ? 1 : 0;
    }
    for (Part part : parts()) {
      out.println(forked(part));
      out.flush();
    }
    return 0;
  }

  private List<Part> parts() {
    Pattern wanted = only;
    List<Part> parts =
        Arrays.stream(Part.values())
            .filter(part -> wanted == null || wanted.matcher(part.option()).find())
            .toList();
    if (parts.isEmpty()) {
      String names =
          Arrays.stream(Part.values()).map(Part::option).collect(Collectors.joining(", "));
      throw new ParameterException(spec.commandLine(), "--only matches none of " + names);
    }
    return parts;
  }

  private static String forked(Part part) throws IOException, InterruptedException {
    List<String> command =
        JavaCommand.weir(List.of(HEAP), List.of("bench", "micro", "--here", part.name()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(part.option() + ": " + output);
    }
    return output;
  }

  private static String line(Part part, Summary nanos) {
    return String.format(
        Locale.ROOT,
        "%-13s %9.1f ns  (%.1f to %.1f)  %s",
        part.option(),
        nanos.median(),
        nanos.lowest(),
        nanos.highest(),
        part.words());
  }
}
