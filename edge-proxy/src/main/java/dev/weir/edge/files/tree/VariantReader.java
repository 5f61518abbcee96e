package dev.weir.edge.files.tree;

import dev.weir.http.EntityTag;
import dev.weir.http.HttpDate;
import dev.weir.http.representation.AcceptEncoding;
import dev.weir.http.representation.Validators;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.jspecify.annotations.Nullable;

/// Makes a variant of a file on disk: reads it if it is small, and writes its response fields once
/// for all answers.
public final class VariantReader {

  private static final HttpField ACCEPT_RANGES =
      new PreEncodedHttpField(HttpHeader.ACCEPT_RANGES, "bytes");
  private static final HttpField NO_SNIFFING =
      new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
  private static final HttpField VARY =
      new PreEncodedHttpField(HttpHeader.VARY, HttpHeader.ACCEPT_ENCODING.asString());

  private final @Nullable String cacheControl;
  private final long readLimitBytes;
  private final InstantSource clock;

  public VariantReader(@Nullable String cacheControl, long readLimitBytes, InstantSource clock) {
    this.cacheControl = cacheControl;
    this.readLimitBytes = readLimitBytes;
    this.clock = clock;
  }

  /// All candidates are representations of the one resource with that path below the root.
  FoundFile read(String relativePath, List<Candidate> candidates) throws IOException {
    String contentType = MediaTypes.of(relativePath);
    List<HttpField> shared = new ArrayList<>();
    if (cacheControl != null) {
      shared.add(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, cacheControl));
    }
    if (candidates.size() > 1) {
      shared.add(VARY);
    }
    List<FileVariant> variants = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      variants.add(variant(relativePath, contentType, candidate, shared));
    }
    return new FoundFile(variants);
  }

  private FileVariant variant(
      String relativePath, String contentType, Candidate candidate, List<HttpField> shared)
      throws IOException {
    FileFacts facts = candidate.facts();
    Validators validators =
        new Validators(etag(relativePath, candidate), notInTheFuture(facts.modified()));
    HttpField etag = new PreEncodedHttpField(HttpHeader.ETAG, String.valueOf(validators.etag()));
    HttpField length =
        new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Long.toString(facts.size()));

    HttpFields.Mutable fields = HttpFields.build();
    fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, contentType));
    fields.add(length);
    if (!candidate.coding().equals(AcceptEncoding.IDENTITY)) {
      fields.add(new PreEncodedHttpField(HttpHeader.CONTENT_ENCODING, candidate.coding()));
    }
    fields.add(lastModified(validators));
    fields.add(etag);
    fields.add(ACCEPT_RANGES);
    shared.forEach(fields::add);
    fields.add(NO_SNIFFING);

    // RFC 9110 §15.4.5. The length is that of the 200 (§8.6): Jetty would write one of 0 otherwise.
    HttpFields.Mutable notModified = HttpFields.build();
    notModified.add(etag);
    shared.forEach(notModified::add);
    notModified.add(length);
    return new FileVariant(
        candidate.coding(),
        candidate.path(),
        facts,
        validators,
        content(candidate),
        contentType,
        fields.asImmutable(),
        notModified.asImmutable());
  }

  /// Strong: no two states of a file, and no two codings of one, share a tag.
  private static EntityTag etag(String relativePath, Candidate candidate) {
    Instant modified = candidate.facts().modified();
    String state =
        String.join(
            "-",
            Long.toHexString(candidate.facts().size()),
            Long.toHexString(modified.getEpochSecond()),
            Integer.toHexString(modified.getNano()),
            Integer.toHexString(relativePath.hashCode()));
    boolean plain = candidate.coding().equals(AcceptEncoding.IDENTITY);
    return EntityTag.strong(plain ? state : state + '-' + candidate.coding());
  }

  private static HttpField lastModified(Validators validators) {
    Instant modified = validators.lastModified();
    return new PreEncodedHttpField(
        HttpHeader.LAST_MODIFIED, HttpDate.format(modified == null ? Instant.EPOCH : modified));
  }

  /// RFC 9110 §8.8.2.1.
  private Instant notInTheFuture(Instant modified) {
    Instant now = clock.instant();
    return modified.isAfter(now) ? now : modified;
  }

  /// Null if the file is large, or changes while it is read.
  private @Nullable ByteBuffer content(Candidate candidate) throws IOException {
    if (candidate.facts().size() > readLimitBytes) {
      return null;
    }
    ByteBuffer content = ByteBuffer.allocateDirect((int) candidate.facts().size());
    Path path = candidate.path();
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      while (content.hasRemaining()) {
        if (channel.read(content) < 0) {
          return null;
        }
      }
    }
    boolean unchanged = FileFacts.of(path).equals(candidate.facts());
    return unchanged ? content.flip().asReadOnlyBuffer() : null;
  }
}
