/// Who is signed in: a name in a signed cookie.
@NullMarked
package dev.weir.sample.session;

import org.jspecify.annotations.NullMarked;
