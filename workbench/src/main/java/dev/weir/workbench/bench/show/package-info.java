/// A kept report shown again: as a page, as text, as Markdown.
@NullMarked
package dev.weir.workbench.bench.show;

import org.jspecify.annotations.NullMarked;
