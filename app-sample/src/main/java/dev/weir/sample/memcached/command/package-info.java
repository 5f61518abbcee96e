/// The commands of the in-process memcached, each a decision about one item and a reply.
@NullMarked
package dev.weir.sample.memcached.command;

import org.jspecify.annotations.NullMarked;
