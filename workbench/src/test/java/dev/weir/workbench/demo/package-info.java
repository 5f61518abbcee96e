/// Tests of the demo.
@NullMarked
package dev.weir.workbench.demo;

import org.jspecify.annotations.NullMarked;
