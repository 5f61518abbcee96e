package dev.weir.cache.store;

import dev.weir.cache.store.append.RingLoading;
import dev.weir.cache.store.index.EntryReading;
import dev.weir.cache.store.index.RingEntry;
import dev.weir.cache.store.index.RingIndex;
import dev.weir.cache.store.segment.EntryMetadata;
import dev.weir.cache.store.segment.Extent;
import dev.weir.cache.store.segment.KeyHash;
import dev.weir.cache.store.segment.SegmentFile;
import dev.weir.cache.store.segment.Segments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A look into a directory of stored responses from outside. Changes nothing. The directory may be
/// in use; what is written or overwritten meanwhile may be missed.
public final class StoreInspection implements AutoCloseable {

  private final Path directory;
  private final Segments segments;
  private final RingIndex index = new RingIndex(Integer.MAX_VALUE);
  private final EntryReading reading;
  private final List<String> faults = new ArrayList<>();

  /// What a directory holds.
  ///
  /// @param files segments found
  /// @param responses stored responses
  /// @param contentBytes their content
  /// @param filledBytes what of the files is taken, by what has been replaced as well
  /// @param statuses responses by status
  /// @param oldest when the oldest was fetched or validated, null without any
  public record Summary(
      String directory,
      int files,
      long fileBytes,
      long responses,
      long contentBytes,
      long filledBytes,
      Map<Integer, Long> statuses,
      @Nullable Instant oldest,
      @Nullable Instant newest) {

    /// Copies the map, in order.
    public Summary {
      statuses = Map.copyOf(statuses);
    }
  }

  /// One stored response.
  ///
  /// @param selecting the request field values it was selected by, empty when it does not vary
  /// @param stored when it was fetched or validated
  /// @param expiry null when it names none
  public record Row(
      String uri,
      int status,
      long contentBytes,
      Map<String, String> selecting,
      Instant stored,
      @Nullable Instant expiry,
      int pieces) {

    /// Copies the map.
    public Row {
      selecting = Map.copyOf(selecting);
    }
  }

  /// What reading every octet came to.
  ///
  /// @param sound responses that are as they were stored
  /// @param damage one line for each that is not
  public record Verification(long sound, List<String> damage) {

    /// Copies the list.
    public Verification {
      damage = List.copyOf(damage);
    }
  }

  /// Opens a directory and finds out what is there, without reading content.
  ///
  /// @throws IOException when the directory cannot be read
  public StoreInspection(Path directory) throws IOException {
    this.directory = directory;
    this.segments = Segments.inspect(directory, (file, what) -> faults.add(file + ": " + what));
    this.reading = new EntryReading(segments);
    index.loadingBegins();
    RingLoading loading =
        new RingLoading(
            index, reading, cause -> faults.add(cause.toString()), _ -> {}, (_, _) -> {});
    segments.filled().reversed().forEach(segment -> loading.load(segment.filling()));
    index.loadingEnds();
  }

  /// What is wrong with the files as such, a line each.
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /// The directory in figures.
  public Summary summary() {
    Map<Integer, Long> statuses = new TreeMap<>();
    long[] span = {Long.MAX_VALUE, Long.MIN_VALUE};
    Consumer<RingEntry> count =
        entry -> {
          statuses.merge((int) entry.glance().status(), 1L, Long::sum);
          span[0] = Math.min(span[0], entry.glance().storedMillis());
          span[1] = Math.max(span[1], entry.glance().storedMillis());
        };
    index.each(count);
    List<SegmentFile> filled = segments.filled();
    return new Summary(
        directory.toString(),
        segments.layout().segments(),
        segments.layout().capacityBytes(),
        index.count(),
        index.contentBytes(),
        filled.stream().mapToLong(SegmentFile::end).sum(),
        statuses,
        statuses.isEmpty() ? null : Instant.ofEpochMilli(span[0]),
        statuses.isEmpty() ? null : Instant.ofEpochMilli(span[1]));
  }

  /// Shows every stored response, in no order; those whose metadata are damaged are left out.
  public void list(Consumer<Row> visitor) {
    index.each((key, entry) -> {
      try {
        EntryMetadata metadata = reading.read(key, entry);
        if (metadata != null) {
          visitor.accept(row(metadata));
        }
      } catch (IOException e) {
        faults.add(e.toString());
      }
    });
  }

  private static Row row(EntryMetadata metadata) {
    return new Row(
        metadata.head().key().uri(),
        metadata.head().status(),
        metadata.contentBytes(),
        metadata.head().selecting().values(),
        metadata.head().facts().responseTime(),
        metadata.head().facts().expiry(),
        metadata.extents().size());
  }

  /// Reads every octet of every response.
  public Verification verify() {
    long[] sound = new long[1];
    List<String> damage = new ArrayList<>();
    index.each((key, entry) -> {
      try {
        verify(key, entry);
        sound[0]++;
      } catch (IOException e) {
        damage.add(e.getMessage());
      }
    });
    return new Verification(sound[0], damage);
  }

  private void verify(KeyHash key, RingEntry entry) throws IOException {
    EntryMetadata metadata = reading.read(key, entry);
    if (metadata == null) {
      throw new IOException("the segment of an entry has been begun anew");
    }
    long length = 0;
    for (Extent extent : metadata.extents()) {
      SegmentFile segment = segments.at(extent.segment());
      if (segment == null || segment.generation() != extent.generation()) {
        throw new IOException(metadata.head().key() + ": content has been overwritten");
      }
      segment.verify(extent);
      length += extent.length();
    }
    if (length != metadata.contentBytes()) {
      throw new IOException(metadata.head().key() + ": content is incomplete");
    }
  }

  @Override
  public void close() throws IOException {
    segments.close();
  }
}
