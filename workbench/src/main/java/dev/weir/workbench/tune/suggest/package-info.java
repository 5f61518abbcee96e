/// Works out refresh rules from a log: which lifetimes bring most hits within a budget of stale
/// answers, and whether that holds on traffic it was not worked out from.
@NullMarked
package dev.weir.workbench.tune.suggest;

import org.jspecify.annotations.NullMarked;
