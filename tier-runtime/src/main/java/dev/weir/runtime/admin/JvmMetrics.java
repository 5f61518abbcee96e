package dev.weir.runtime.admin;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.List;

/// What the JVM says about itself, under the names Prometheus' own Java client uses.
record JvmMetrics(Metrics metrics) {

  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  void register() {
    memory(ManagementFactory.getMemoryMXBean());
    buffers(ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class));
    collections(ManagementFactory.getGarbageCollectorMXBeans());
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    metrics.gaugeOf("jvm_threads_current", "Platform threads alive.", threads::getThreadCount);
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    metrics.gaugeOf(
        "process_start_time_seconds",
        "Start of the process, in seconds since 1970.",
        () -> runtime.getStartTime() / MILLIS_PER_SECOND);
    metrics.gaugeOf(
        "process_uptime_seconds",
        "Time since the start of the process.",
        () -> runtime.getUptime() / MILLIS_PER_SECOND);
    processorTime();
  }

  private void memory(MemoryMXBean memory) {
    GaugeWithCallback.builder()
        .name("jvm_memory_used_bytes")
        .help("Memory in use.")
        .labelNames("area")
        .callback(callback -> {
          callback.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
          callback.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
        })
        .register(metrics.registry());
    metrics.gaugeOf(
        "jvm_memory_heap_max_bytes",
        "Upper bound of the heap.",
        () -> memory.getHeapMemoryUsage().getMax());
  }

  private void buffers(List<BufferPoolMXBean> pools) {
    GaugeWithCallback.builder()
        .name("jvm_buffer_pool_used_bytes")
        .help("Memory of direct and mapped buffers.")
        .labelNames("pool")
        .callback(callback ->
            pools.forEach(pool -> callback.call((double) pool.getMemoryUsed(), pool.getName())))
        .register(metrics.registry());
  }

  private void collections(List<GarbageCollectorMXBean> collectors) {
    CounterWithCallback.builder()
        .name("jvm_gc_collection_seconds_total")
        .help("Time spent collecting garbage.")
        .labelNames("gc")
        .callback(callback ->
            collectors.forEach(
                gc -> callback.call(gc.getCollectionTime() / MILLIS_PER_SECOND, gc.getName())))
        .register(metrics.registry());
  }

  private void processorTime() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      CounterWithCallback.builder()
          .name("process_cpu_seconds_total")
          .help("Processor time of the process.")
          .callback(callback -> callback.call(system.getProcessCpuTime() / NANOS_PER_SECOND))
          .register(metrics.registry());
    }
  }
}
