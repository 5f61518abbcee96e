/// Where the application's memcached comes from: configured servers, a child process, or our own.
@NullMarked
package dev.weir.sample.provision;

import org.jspecify.annotations.NullMarked;
