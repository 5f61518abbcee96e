package dev.weir.sample.memcached;

import dev.weir.sample.memcached.command.Command;
import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.CommandReader;
import dev.weir.sample.memcached.wire.ReplyWriter;
import dev.weir.sample.memcached.wire.Violation;
import java.io.IOException;
import java.net.Socket;

/// One client's conversation: command after command until it quits, leaves, stalls or breaks the
/// protocol.
final class Connection {

  private final CommandTable commands;
  private final CommandReader in;
  private final ReplyWriter out;

  Connection(Socket socket, CommandTable commands) throws IOException {
    this.commands = commands;
    this.in = new CommandReader(socket);
    this.out = new ReplyWriter(socket.getOutputStream());
  }

  void serve() throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      goesOn = next();
      if (!goesOn || !in.hasMore()) {
        out.flush();
      }
    }
  }

  private boolean next() throws IOException {
    try {
      String line = in.line();
      return line != null && run(Arguments.of(line));
    } catch (Violation violation) {
      out.line(violation.reply());
      return violation.next() == Violation.Next.READ_ON;
    }
  }

  private boolean run(Arguments arguments) throws IOException {
    String name = arguments.name();
    Command command = commands.named(name);
    if (command != null) {
      command.run(arguments, in, out);
      return true;
    }
    if (name.equals("quit") || isHttpMethod(name)) {
      return false;
    }
    out.line("ERROR");
    return true;
  }

  /// Whoever speaks HTTP to this port was led here by somebody else: its body must not act as
  /// commands.
  private static boolean isHttpMethod(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c >= 'A' && c <= 'Z');
  }
}
