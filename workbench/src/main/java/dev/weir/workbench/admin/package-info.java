/// Talks to the admin listeners of running tiers.
@NullMarked
package dev.weir.workbench.admin;

import org.jspecify.annotations.NullMarked;
