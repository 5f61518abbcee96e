@NullMarked
package dev.weir.runtime.settings;

import org.jspecify.annotations.NullMarked;
