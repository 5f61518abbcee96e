/// A report as one page to look at: no script, nothing fetched from elsewhere.
@NullMarked
package dev.weir.workbench.bench.page;

import org.jspecify.annotations.NullMarked;
