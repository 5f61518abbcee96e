package dev.weir.workbench.tune.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// One log file, compressed with gzip or not; its format is told from each line.
public final class LogFile {

  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  /// So often somebody is told how far the reading is.
  private static final int LINES_PER_REPORT = 1 << 15;

  private final Path file;
  private final UrlTable urls;
  private final Faults faults;
  private final Format[] formats = {new CommonFormat(), new SquidFormat(), new JsonFormat()};
  private Format likely = formats[0];
  private final Reading reading;

  /// @param site stands before targets that name no host: `http://localhost`
  public LogFile(Path file, String site, UrlTable urls, Faults faults) {
    this.file = file;
    this.urls = urls;
    this.faults = faults;
    this.reading = new Reading(site);
  }

  /// Told now and then how many octets of the file have been read.
  @FunctionalInterface
  public interface Progress {
    void at(long octets);
  }

  /// Passes every line that can be read on, in the order of the file; says how many lines there
  /// were.
  ///
  /// @throws IOException when the file cannot be read
  public long read(Consumer<Sighting> to, Progress progress) throws IOException {
    try (CountingStream raw = new CountingStream(open());
        LineReader lines = new LineReader(unpacked(raw))) {
      long number = 0;
      while (lines.next()) {
        number++;
        Line line = lines.line();
        if (line.to > line.from) {
          accept(line, number, to);
        }
        if (number % LINES_PER_REPORT == 0) {
          progress.at(raw.count());
        }
      }
      progress.at(raw.count());
      return number;
    }
  }

  private InputStream open() throws IOException {
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file; check the path", e);
    }
  }

  private static InputStream unpacked(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, GZIP_BUFFER_BYTES);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, GZIP_BUFFER_BYTES) : buffered;
  }

  private void accept(Line line, long number, Consumer<Sighting> to) {
    String fault = readAsLikely(line);
    if (fault != null) {
      if (!fault.equals(Format.NO_REQUEST)) {
        faults.add(file.toString(), number, fault);
      }
      return;
    }
    Url url = urls.find(reading.uri, reading.uriLength);
    if (url != null) {
      to.accept(
          new Sighting(
              url,
              reading.atMillis,
              reading.verb,
              reading.status,
              reading.bytes,
              reading.witness,
              reading.inputs,
              urls.weight()));
    }
  }

  private @Nullable String readAsLikely(Line line) {
    Format format = line.octets[line.from] == '{' ? formats[2] : likely;
    reading.clear();
    String fault = format.read(line, reading);
    if (fault == null || fault.equals(Format.NO_REQUEST)) {
      return fault;
    }
    for (Format other : formats) {
      reading.clear();
      String said = other == format || other == formats[2] ? fault : other.read(line, reading);
      if (said == null || said.equals(Format.NO_REQUEST)) {
        likely = other;
        return said;
      }
    }
    return fault;
  }

  /// Counts the octets that pass, before they are unpacked.
  private static final class CountingStream extends InputStream {

    private final InputStream in;
    private long count;

    CountingStream(InputStream in) {
      this.in = in;
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      count += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = in.read(into, offset, length);
      count += Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
