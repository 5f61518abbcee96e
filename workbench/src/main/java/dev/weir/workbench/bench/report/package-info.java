/// What was measured: as facts to keep, as a table, as a page to look at.
@NullMarked
package dev.weir.workbench.bench.report;

import org.jspecify.annotations.NullMarked;
