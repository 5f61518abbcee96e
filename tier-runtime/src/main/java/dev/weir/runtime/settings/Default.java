package dev.weir.runtime.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The value of a setting nobody wrote down, as YAML text: `@Default("30s") Duration idleTimeout`,
/// `@Default("[]") List<Route> routes`, `@Default("{}") Limits limits` (a record of defaults).
///
/// A component without it must be given, unless its type is `@Nullable`: then it is null.
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
  String value();
}
