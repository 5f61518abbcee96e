package dev.weir.workbench.bench.stack;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line that runs another `weir` just like this one: same Java, class path and flags.
public final class JavaCommand {

  private static final String MAIN = "dev.weir.workbench.Weir";

  private JavaCommand() {}

  /// @param options further flags of the JVM; they come last, so they win
  public static List<String> weir(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags());
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.addAll(arguments);
    return command;
  }

  /// The flags of this JVM, without agents: those of tests and debuggers are not for the measured.
  static List<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-agent"))
        .toList();
  }
}
