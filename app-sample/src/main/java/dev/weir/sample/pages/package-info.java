/// One small class per page, each saying for how long and by whom its answer may be stored.
@NullMarked
package dev.weir.sample.pages;

import org.jspecify.annotations.NullMarked;
