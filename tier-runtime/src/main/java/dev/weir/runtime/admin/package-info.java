/// The admin listener: health, metrics, pages of facts, and actions that need a token.
@NullMarked
package dev.weir.runtime.admin;

import org.jspecify.annotations.NullMarked;
