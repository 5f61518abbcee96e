package dev.weir.workbench.bench.stack;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line that runs another `weir` just like this one: same Java, class path and flags.
public final class JavaCommand {

  private static final String MAIN = "dev.weir.workbench.Weir";
  private static final List<String> LEFT_OUT = List.of("-javaagent", "-agent", "-XX:AOT");

  private JavaCommand() {}

  /// @param options further flags of the JVM; they come last, so they win
  public static List<String> weir(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(inherited(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.addAll(arguments);
    return command;
  }

  /// Without agents: those of tests and debuggers are not for the measured. Without a cache of
  /// loaded classes, which holds profiles of earlier runs as well: whether this JVM has one is
  /// chance, and the measured are to begin alike.
  static List<String> inherited(List<String> flags) {
    return flags.stream().filter(flag -> LEFT_OUT.stream().noneMatch(flag::startsWith)).toList();
  }
}
