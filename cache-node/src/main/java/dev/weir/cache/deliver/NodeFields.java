package dev.weir.cache.deliver;

import dev.weir.http.CacheStatus;
import dev.weir.http.Fwd;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/// The fields by which a node shows itself in the responses that pass it: Via, X-Cache and its
/// member of Cache-Status.
public final class NodeFields {

  private final String name;
  private final @Nullable HttpField via;
  private final HttpField cacheHit;
  private final HttpField cacheMiss;

  /// @param name what the node is called in X-Cache and Cache-Status
  /// @param pseudonym what it is called in Via, null when it does not show itself there
  public NodeFields(String name, @Nullable String pseudonym) {
    this.name = name;
    this.via =
        pseudonym == null ? null : new PreEncodedHttpField(HttpHeader.VIA, "1.1 " + pseudonym);
    this.cacheHit = new PreEncodedHttpField("X-Cache", "HIT from " + name);
    this.cacheMiss = new PreEncodedHttpField("X-Cache", "MISS from " + name);
  }

  /// What the node is called.
  public String name() {
    return name;
  }

  /// A member of Cache-Status that says: answered from the store.
  public CacheStatus.Builder hit() {
    return CacheStatus.hit(name);
  }

  /// A member of Cache-Status that says: gone forward.
  public CacheStatus.Builder forwarded(Fwd why) {
    return CacheStatus.forwarded(name, why);
  }

  /// A member of Cache-Status that says: answered by the node itself.
  public String ownAnswer(String detail) {
    return CacheStatus.ownAnswer(name, detail);
  }

  /// Adds them to a response whose content comes from the store.
  ///
  /// @param cacheStatus this node's member; goes behind those of the caches nearer to the origin
  ///   (RFC 9211 §2)
  public void addHit(HttpFields.Mutable fields, String cacheStatus) {
    add(fields, cacheHit, cacheStatus);
  }

  /// Adds them to a response whose content comes from upstream.
  public void addMiss(HttpFields.Mutable fields, String cacheStatus) {
    add(fields, cacheMiss, cacheStatus);
  }

  private void add(HttpFields.Mutable fields, HttpField cache, String cacheStatus) {
    if (via != null) {
      fields.add(via);
    }
    fields.add(cache);
    if (!cacheStatus.isEmpty()) {
      fields.add("Cache-Status", cacheStatus);
    }
  }
}
