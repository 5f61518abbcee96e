/// The report of a replay in a real browser.
@NullMarked
package dev.weir.workbench.tune.report;

import org.jspecify.annotations.NullMarked;
