package dev.weir.cache.store.segment;

/// A piece of content on disk.
///
/// @param generation of the segment when it was written: another means it has been overwritten
/// @param offset in the segment
/// @param crc CRC-32C of the octets
public record Extent(int segment, long generation, int offset, int length, int crc) {}
