package dev.weir.sample.fragments;

import net.rubyeye.xmemcached.transcoders.CachedData;
import net.rubyeye.xmemcached.transcoders.CompressionMode;
import net.rubyeye.xmemcached.transcoders.Transcoder;
import org.jspecify.annotations.Nullable;

/// Octets in, the same octets out.
///
/// The library's own transcoder deserialises Java objects and inflates gzip as the flags say, so
/// whoever can write to memcached could run code here. This one knows one flag value, its own, and
/// takes everything else for absent.
final class OctetsTranscoder implements Transcoder<byte[]> {

  /// `WF`: marks values of ours.
  private static final int FLAGS = 0x5746;

  @Override
  public CachedData encode(byte[] octets) {
    return new CachedData(FLAGS, octets, CachedData.MAX_SIZE, -1);
  }

  // The library takes null for a miss; its interface is not null-annotated.
  @SuppressWarnings("NullAway")
  @Override
  public byte @Nullable [] decode(CachedData data) {
    return data.getFlag() == FLAGS ? data.getData() : null;
  }

  @Override
  public void setPrimitiveAsString(boolean primitiveAsString) {
    // No primitives here.
  }

  @Override
  public void setPackZeros(boolean packZeros) {
    // No numbers here.
  }

  @Override
  public void setCompressionThreshold(int threshold) {
    // Never compressed.
  }

  @Override
  public boolean isPrimitiveAsString() {
    return false;
  }

  @Override
  public boolean isPackZeros() {
    return false;
  }

  @Override
  public void setCompressionMode(CompressionMode mode) {
    // Never compressed.
  }
}
