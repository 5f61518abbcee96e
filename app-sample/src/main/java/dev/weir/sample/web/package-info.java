/// What every page needs of HTTP: request, response, route, form, escaped HTML.
@NullMarked
package dev.weir.sample.web;

import org.jspecify.annotations.NullMarked;
