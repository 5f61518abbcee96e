/// What is told of every request and of the application's parts: access log, metrics, admin pages.
@NullMarked
package dev.weir.sample.observe;

import org.jspecify.annotations.NullMarked;
