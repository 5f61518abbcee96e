/// Measuring Weir: its split into tiers, its peers, its parts, and one report against another.
@NullMarked
package dev.weir.workbench.bench;

import org.jspecify.annotations.NullMarked;
