/// The workers that run page code, as few as an application server has.
@NullMarked
package dev.weir.sample.work;

import org.jspecify.annotations.NullMarked;
