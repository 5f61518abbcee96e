package dev.weir.workbench;

import dev.weir.workbench.bench.BenchCommand;
import dev.weir.workbench.check.CheckCommand;
import dev.weir.workbench.demo.DemoCommand;
import dev.weir.workbench.explain.ExplainCommand;
import dev.weir.workbench.purge.PurgeCommand;
import dev.weir.workbench.rules.RulesCommand;
import dev.weir.workbench.run.AppCommand;
import dev.weir.workbench.run.EdgeCommand;
import dev.weir.workbench.run.NodeCommand;
import dev.weir.workbench.shadow.ShadowCommand;
import dev.weir.workbench.store.StoreCommand;
import dev.weir.workbench.tune.TuneCommand;
import dev.weir.workbench.version.VersionCommand;
import dev.weir.workbench.version.WeirVersion;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `weir` command: one subcommand per verb.
///
/// Exit codes: 0 done, 1 findings (a smoke check failed, a sibling has not confirmed a purge), 2
/// usage, 3 configuration invalid, 4 could not start (an address is taken, a log cannot be
/// written). A tier that TERM or INT has ended in order is done, too; 130 and 143 mean that a
/// signal broke something off.
@Command(
    name = "weir",
    description = "A multi-tier reverse proxy with a cache cluster built in.",
    mixinStandardHelpOptions = true,
    versionProvider = WeirVersion.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Weir implements Runnable {

  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          EdgeCommand.class,
          NodeCommand.class,
          AppCommand.class,
          CheckCommand.class,
          BenchCommand.class,
          StoreCommand.class,
          ExplainCommand.class,
          RulesCommand.class,
          ShadowCommand.class,
          PurgeCommand.class,
          TuneCommand.class,
          VersionCommand.class);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /// Picocli fills in the specification.
  @SuppressWarnings("NullAway.Init") // picocli injects the field before run()
  public Weir() {}

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  public static void main(String[] arguments) {
    System.exit(commandLineFor(arguments).execute(arguments));
  }

  /// With all subcommands; tests run it.
  public static CommandLine commandLine() {
    return with(COMMANDS);
  }

  /// With the subcommand these arguments begin with and no other, as reading the options of all
  /// takes a fifth of a tier's start. With all subcommands if they begin with none.
  static CommandLine commandLineFor(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    List<Class<?>> asked = COMMANDS.stream().filter(each -> name(each).equals(first)).toList();
    return with(asked.isEmpty() ? COMMANDS : asked);
  }

  private static String name(Class<?> command) {
    return command.getAnnotation(Command.class).name();
  }

  private static CommandLine with(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new Weir());
    commands.forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }
}
