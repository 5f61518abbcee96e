package dev.weir.sample.memcached.command;

import dev.weir.sample.memcached.wire.Arguments;
import dev.weir.sample.memcached.wire.CommandReader;
import dev.weir.sample.memcached.wire.ReplyWriter;
import java.io.IOException;

/// One command of the protocol: reads its data block if it has one, acts, answers.
@FunctionalInterface
public interface Command {

  void run(Arguments arguments, CommandReader in, ReplyWriter out) throws IOException;
}
