package dev.weir.cache.store.segment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The segments of a ring, by number; a file is made when its segment is first written to.
public final class Segments implements AutoCloseable {

  private static final Pattern FILE = Pattern.compile("ring-(\\d{5,9})\\.(seg|sum)");

  private final Path directory;
  private final Layout layout;
  private final Disk disk;
  private final AtomicReferenceArray<@Nullable SegmentFile> files;
  private final Set<Integer> unusable = ConcurrentHashMap.newKeySet();

  /// Over a directory; nothing is opened yet.
  public Segments(Path directory, Layout layout, Disk disk) {
    this.directory = directory;
    this.layout = layout;
    this.disk = disk;
    this.files = new AtomicReferenceArray<>(layout.segments());
  }

  /// The segments in a directory as they are, for reading only.
  ///
  /// @param unusable hears of files that are no whole segments of one ring
  /// @throws IOException when the directory cannot be read
  public static Segments inspect(Path directory, BiConsumer<Path, String> unusable)
      throws IOException {
    List<SegmentFile> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "ring-*.seg")) {
      for (Path file : files) {
        inspect(file, found, unusable);
      }
    }
    int count = found.stream().mapToInt(SegmentFile::number).max().orElse(-1) + 1;
    int bytes = found.isEmpty() ? 0 : found.getFirst().bytes();
    Segments segments = new Segments(directory, new Layout(count, bytes), Disk.LOCAL);
    found.forEach(segment -> segments.files.set(segment.number(), segment));
    return segments;
  }

  private static void inspect(
      Path file, List<SegmentFile> found, BiConsumer<Path, String> unusable) {
    try {
      SegmentFile segment = SegmentFile.inspect(file);
      found.add(segment);
    } catch (IOException e) {
      unusable.accept(file, String.valueOf(e.getMessage()));
    }
  }

  /// Opens the files there are. `unusable` hears of those that are not segments of this ring, or
  /// cannot be read: they count as empty. Files beyond the ring, from when it was larger, are
  /// removed: were they left until it is as large again, what was purged meanwhile would be back.
  public void adopt(BiConsumer<Path, String> unusable) {
    removeSurplus(unusable);
    for (int number = 0; number < layout.segments(); number++) {
      Path file = file(number);
      if (Files.exists(file)) {
        adopt(number, file, unusable);
      }
    }
  }

  private void removeSurplus(BiConsumer<Path, String> unusable) {
    try (DirectoryStream<Path> surplus = Files.newDirectoryStream(directory, this::isSurplus)) {
      for (Path file : surplus) {
        Files.delete(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      unusable.accept(directory, "files of a larger ring cannot be removed: " + e.getMessage());
    }
  }

  private boolean isSurplus(Path file) {
    Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
    return name.matches() && Integer.parseInt(name.group(1)) >= layout.segments();
  }

  private void adopt(int number, Path file, BiConsumer<Path, String> unusable) {
    try {
      boolean truncated = Files.size(file) < layout.segmentBytes();
      SegmentFile segment = SegmentFile.open(disk, file, number, layout.segmentBytes());
      files.set(number, segment);
      adopt(segment);
      if (truncated) {
        unusable.accept(file, "has been truncated; what is missing is lost");
      }
    } catch (IOException e) {
      unusable.accept(file, "counts as empty: " + e.getMessage());
    }
  }

  private static void adopt(SegmentFile segment) throws IOException {
    try {
      segment.adopt();
    } catch (CorruptRecordException e) {
      // For good: it must not count again when the ring has its former size.
      segment.blank();
      throw e;
    }
  }

  /// Where a segment is.
  public Path file(int number) {
    return directory.resolve(String.format("ring-%05d.seg", number));
  }

  /// How the ring is cut.
  public Layout layout() {
    return layout;
  }

  /// A segment, null when it has never been written to.
  public @Nullable SegmentFile at(int number) {
    return number < 0 || number >= layout.segments() ? null : files.get(number);
  }

  /// A segment, its file made if there is none.
  public SegmentFile make(int number) throws IOException {
    SegmentFile there = files.get(number);
    if (there == null) {
      // Until it is there.
      unusable.add(number);
      there = SegmentFile.open(disk, file(number), number, layout.segmentBytes());
      files.set(number, there);
      unusable.remove(number);
    }
    return there;
  }

  /// Whether a segment's file could not be made.
  public boolean isUnusable(int number) {
    return unusable.contains(number);
  }

  /// Those that hold something, oldest first.
  public List<SegmentFile> filled() {
    record Aged(long generation, SegmentFile segment) {}
    List<Aged> filled = new ArrayList<>();
    for (int number = 0; number < layout.segments(); number++) {
      SegmentFile segment = files.get(number);
      long generation = segment == null ? 0 : segment.generation();
      if (segment != null && generation != 0) {
        filled.add(new Aged(generation, segment));
      }
    }
    filled.sort((one, other) -> Long.compare(one.generation(), other.generation()));
    return filled.stream().map(Aged::segment).toList();
  }

  /// Whether every segment that can be had holds something: whatever is stored now costs something
  /// else.
  public boolean isFull() {
    for (int number = 0; number < layout.segments(); number++) {
      SegmentFile segment = files.get(number);
      if ((segment == null || segment.generation() == 0) && !unusable.contains(number)) {
        return false;
      }
    }
    return true;
  }

  /// Pins the segment of a piece, if it is still what it was; null otherwise.
  public @Nullable SegmentFile pin(int number, long generation) {
    SegmentFile segment = at(number);
    return segment != null && segment.pin(generation) ? segment : null;
  }

  /// Writes the summary of a full segment beside it. Where that fails the segment itself is read at
  /// the next start.
  public void summarise(SegmentFile segment, SegmentSummary summary) {
    try {
      summary.write(disk, segment);
    } catch (IOException e) {
      // Whatever ails the disk shows when something is stored.
      forgetSummary(segment);
    }
  }

  /// Removes the summary of a segment, if there is one.
  public void forgetSummary(SegmentFile segment) {
    try {
      SegmentSummary.delete(segment);
    } catch (IOException e) {
      // Then it is of an older filling by the time it matters, or incomplete, and not believed.
      return;
    }
  }

  /// Brings all that has been written to the disk itself.
  public void force() throws IOException {
    for (SegmentFile segment : filled()) {
      segment.force();
    }
  }

  @Override
  public void close() throws IOException {
    for (int number = 0; number < layout.segments(); number++) {
      SegmentFile segment = files.get(number);
      if (segment != null) {
        segment.close();
      }
    }
  }
}
