package dev.weir.workbench;

import dev.weir.workbench.run.InvalidConfig;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/// The one place where a failed command becomes words on standard error and an exit code.
final class Failures implements IExecutionExceptionHandler {

  private static final int CONFIG_INVALID = 3;
  private static final int CANNOT_START = 4;

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    PrintWriter err = command.getErr();
    if (failure instanceof InvalidConfig invalid) {
      invalid.faults().forEach(err::println);
      return CONFIG_INVALID;
    }
    if (failure instanceof IOException) {
      err.println("weir " + command.getCommandName() + ": " + rootMessage(failure));
      return CANNOT_START;
    }
    throw failure; // a bug: picocli prints the stack trace, which is what a bug report needs
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    String outer = failure.getMessage();
    if (outer == null) {
      return message;
    }
    return outer.contains(message) ? outer : outer + ": " + message;
  }
}
