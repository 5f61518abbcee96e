/// `weir rules`: every refresh rule of a running node at work.
@NullMarked
package dev.weir.workbench.rules;

import org.jspecify.annotations.NullMarked;
