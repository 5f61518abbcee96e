/// What every tier needs around its request path: settings, listeners, upstream exchanges, admin,
/// access log, lifecycle.
@NullMarked
package dev.weir.runtime;

import org.jspecify.annotations.NullMarked;
