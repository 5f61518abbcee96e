package dev.weir.runtime.lifecycle;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/// Signals of the operating system, by way of `sun.misc.Signal`.
///
/// Reflection, because the compiler warns of that class and its warning cannot be silenced. It is
/// the only way to learn of a second TERM, and of HUP at all; a shutdown hook runs once and is told
/// nothing.
final class Signals {

  private Signals() {}

  /// Calls `action` with the signal's number on every such signal, on a thread of its own. Does
  /// nothing where the JVM keeps the signal for itself, as with `-Xrs`.
  static void handle(String name, IntConsumer action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      int number = (int) signalType.getMethod("getNumber").invoke(signal);
      InvocationHandler handler =
          (_, method, _) -> {
            if (!method.getName().equals("handle")) {
              throw new UnsupportedOperationException("a signal handler only handles");
            }
            action.accept(number);
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      // Then a shutdown hook has to do.
    }
  }
}
