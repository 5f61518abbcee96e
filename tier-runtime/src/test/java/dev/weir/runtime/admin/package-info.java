@NullMarked
package dev.weir.runtime.admin;

import org.jspecify.annotations.NullMarked;
