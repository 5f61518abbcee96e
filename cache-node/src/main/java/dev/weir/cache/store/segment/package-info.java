/// Files of the disk ring and what stands in them: segments, records, their binary forms.
@NullMarked
package dev.weir.cache.store.segment;

import org.jspecify.annotations.NullMarked;
