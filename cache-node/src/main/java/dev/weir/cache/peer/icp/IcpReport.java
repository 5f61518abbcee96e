package dev.weir.cache.peer.icp;

import java.util.Map;

/// What went through the ICP endpoint since the node started.
///
/// @param queries well-formed queries received from peers
/// @param answers answers sent, by opcode
/// @param dropped datagrams refused or dropped, by reason
/// @param inquiries questions to siblings: started, and by outcome
public record IcpReport(
    long queries,
    Map<String, Long> answers,
    Map<String, Long> dropped,
    Map<String, Long> inquiries) {}
