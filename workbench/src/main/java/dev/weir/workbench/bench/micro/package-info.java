/// Parts of the hit path measured alone: what deciding, finding, reading and writing cost.
@NullMarked
package dev.weir.workbench.bench.micro;

import org.jspecify.annotations.NullMarked;
