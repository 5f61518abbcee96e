package dev.weir.sample.files;

import dev.weir.http.EntityTag;
import dev.weir.http.Fields;
import dev.weir.http.HttpDate;
import dev.weir.http.representation.Preconditions;
import dev.weir.http.representation.Validators;
import dev.weir.sample.web.ErrorPages;
import dev.weir.sample.web.Page;
import dev.weir.sample.web.PageRequest;
import dev.weir.sample.web.PageResponse;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files of one folder, read by the worker that has the request.
///
/// Plain names only: no folders below, no hidden files, no symbolic links. Every file may be stored
/// for an hour.
public final class FilePage implements Page {

  /// A file is read as a whole before its first octet is sent.
  private static final long LARGEST = 64L << 20;

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "jpg", "image/jpeg",
          "png", "image/png",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  private final Path folder;
  private final ErrorPages errors;
  private final Map<Path, Content> contents = new ConcurrentHashMap<>();

  /// What a file held when it had that tag, while anybody needs it: many who download a large one
  /// share it.
  private record Content(EntityTag tag, SoftReference<byte[]> octets) {}

  public FilePage(Path folder, ErrorPages errors) {
    this.folder = folder;
    this.errors = errors;
  }

  @Override
  public PageResponse answer(PageRequest request) throws IOException {
    if (!PLAIN_NAME.matcher(request.value()).matches()) {
      return errors.notFound();
    }
    Path file = folder.resolve(request.value());
    try {
      BasicFileAttributes facts =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return facts.isRegularFile() && facts.size() <= LARGEST
          ? answer(request, file, facts)
          : errors.notFound();
    } catch (NoSuchFileException _) {
      return errors.notFound();
    }
  }

  private PageResponse answer(PageRequest request, Path file, BasicFileAttributes facts)
      throws IOException {
    Instant changed = facts.lastModifiedTime().toInstant();
    EntityTag tag =
        EntityTag.strong(
            Long.toHexString(facts.size()) + '-' + Long.toHexString(changed.toEpochMilli()));
    Fields fields =
        Fields.builder()
            .add("Cache-Control", "max-age=3600")
            .add("ETag", tag.toString())
            .add("Last-Modified", HttpDate.format(changed))
            .build();
    Validators validators = new Validators(tag, changed);
    return switch (Preconditions.evaluate(request.method(), request.fields(), validators)) {
      case FAILED -> errors.preconditionFailed();
      case NOT_MODIFIED -> PageResponse.notModified().withAll(fields);
      case PROCEED -> PageResponse.of(200, type(file), octets(file, tag)).withAll(fields);
    };
  }

  private byte[] octets(Path file, EntityTag tag) throws IOException {
    byte[] known = known(contents.get(file), tag);
    if (known != null) {
      return known;
    }
    // One reads, the others wait for it.
    synchronized (contents) {
      byte[] meanwhile = known(contents.get(file), tag);
      byte[] octets = meanwhile == null ? Files.readAllBytes(file) : meanwhile;
      contents.put(file, new Content(tag, new SoftReference<>(octets)));
      return octets;
    }
  }

  private static byte @Nullable [] known(@Nullable Content content, EntityTag tag) {
    return content != null && content.tag().equals(tag) ? content.octets().get() : null;
  }

  private static String type(Path file) {
    String name = file.getFileName().toString();
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }
}
