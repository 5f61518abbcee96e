@NullMarked
package dev.weir.runtime.accesslog;

import org.jspecify.annotations.NullMarked;
