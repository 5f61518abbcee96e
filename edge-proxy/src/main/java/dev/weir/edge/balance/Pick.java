package dev.weir.edge.balance;

import dev.weir.edge.balance.choose.Choice;

/// What a group offers for one attempt: the use of a server, or the reason why there is none.
public sealed interface Pick {

  record Picked(Lease lease) implements Pick {}

  record NonePicked(Choice.WhyNot why) implements Pick {}
}
