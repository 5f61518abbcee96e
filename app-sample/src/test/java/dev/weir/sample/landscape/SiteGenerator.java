package dev.weir.sample.landscape;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Makes what is generated below `site/`: the thirty pictures of the gallery and the compressed
/// variants of the text files.
///
/// Run by hand when pictures or style change, with the folder as its argument:
///
///     java -cp app-sample/target/classes:app-sample/target/test-classes \
///       dev.weir.sample.landscape.SiteGenerator site
///     brotli -f -q 11 site/css/gallery.css site/favicon.svg
public final class SiteGenerator {

  private static final float QUALITY = 0.88f;
  private static final int LARGEST = 30 * 1024;
  private static final List<String> COMPRESSED = List.of(".css", ".svg");

  private SiteGenerator() {}

  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Path site = Path.of(arguments[0]);
    List<Scene> scenes = Scene.all();
    int ordinal = 0;
    for (String[] picture : pictures()) {
      BufferedImage image =
          Landscape.draw(
              scenes.get(ordinal++),
              Integer.parseInt(picture[4]),
              Integer.parseInt(picture[5]),
              Long.parseLong(picture[1]));
      Files.write(site.resolve("img").resolve(picture[3]), jpeg(image));
    }
    try (Stream<Path> files = Files.walk(site)) {
      for (Path file : files.filter(SiteGenerator::isCompressed).toList()) {
        Files.write(Path.of(file + ".gz"), gzip(Files.readAllBytes(file)));
      }
    }
  }

  /// The picture lines of the seed: kind, id, album, file, width, height, …
  static List<String[]> pictures() throws IOException {
    try (InputStream seed =
        SiteGenerator.class.getResourceAsStream("/dev/weir/sample/gallery/seed.tsv")) {
      if (seed == null) {
        throw new IOException("seed.tsv is not on the class path");
      }
      return new String(seed.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("picture\t"))
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }

  static boolean isCompressed(Path file) {
    return COMPRESSED.stream().anyMatch(file.toString()::endsWith);
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    byte[] octets = jpeg(image, QUALITY);
    for (float quality = QUALITY; octets.length > LARGEST; quality -= 0.04f) {
      octets = jpeg(image, quality);
    }
    return octets;
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality);
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(octets)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return octets.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(octets)) {
      out.write(content);
    }
    return octets.toByteArray();
  }
}
