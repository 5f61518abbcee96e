/// Strict settings files: YAML bound to records, every fault reported with the place where it
/// stands.
@NullMarked
package dev.weir.runtime.settings;

import org.jspecify.annotations.NullMarked;
