package dev.weir.runtime.upstream.transport;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.thread.Scheduler;

/// What connections are made with, and their bounds.
///
/// @param executor runs what would be too deep a recursion otherwise
public record Means(
    Executor executor,
    Scheduler scheduler,
    ByteBufferPool buffers,
    int requestHeadLimitOctets,
    int responseHeadLimitOctets) {}
