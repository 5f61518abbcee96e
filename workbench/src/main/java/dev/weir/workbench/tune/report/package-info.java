/// What a replay found, told as text, as JSON and as a page for browsers.
@NullMarked
package dev.weir.workbench.tune.report;

import org.jspecify.annotations.NullMarked;
