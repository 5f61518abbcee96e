/// What splitting static from dynamic content, keeping connections and caching bring: every
/// combination, measured.
@NullMarked
package dev.weir.workbench.bench.split;

import org.jspecify.annotations.NullMarked;
