/// What the origin was seen to change, remembered in a few octets per URL.
@NullMarked
package dev.weir.cache.observe.ledger;

import org.jspecify.annotations.NullMarked;
