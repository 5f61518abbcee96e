/// Real sockets with scripted behaviour: what the tests of every tier talk to instead of mocks.
@NullMarked
package dev.weir.testing;

import org.jspecify.annotations.NullMarked;
