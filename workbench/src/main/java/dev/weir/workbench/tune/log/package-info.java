/// Reads access logs of several formats into sightings of URLs, without an object per line beyond
/// the sighting itself.
@NullMarked
package dev.weir.workbench.tune.log;

import org.jspecify.annotations.NullMarked;
