/// YAML as a tree in which every value knows its place.
@NullMarked
package dev.weir.runtime.settings.yaml;

import org.jspecify.annotations.NullMarked;
