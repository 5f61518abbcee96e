package dev.weir.sample.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.sample.provision.ProgramOnPath;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The static files in the repository fit what the pages say of them.
class SiteFilesTest {

  private static final Path SITE = Path.of("..", "site");
  private static final long LARGEST_SITE = 1 << 20;

  @Test
  void everyPictureIsThereInTheSizeThePagesSay() throws IOException {
    List<String[]> pictures = SiteGenerator.pictures();
    assertThat(pictures).hasSize(30);
    for (String[] picture : pictures) {
      Path file = SITE.resolve("img").resolve(picture[3]);
      assertThat(Files.size(file)).as(picture[3]).isBetween(1024L, 30L * 1024);
      try (InputStream in = Files.newInputStream(file)) {
        BufferedImage image = ImageIO.read(in);
        assertThat(image.getWidth()).as(picture[3]).isEqualTo(Integer.parseInt(picture[4]));
        assertThat(image.getHeight()).as(picture[3]).isEqualTo(Integer.parseInt(picture[5]));
      }
    }
  }

  @Test
  void theSiteIsSmall() throws IOException {
    long total = 0;
    for (Path file : files()) {
      total += Files.size(file);
    }
    assertThat(total).isLessThan(LARGEST_SITE);
    assertThat(files()).contains(SITE.resolve("robots.txt"), SITE.resolve("favicon.svg"));
  }

  @Test
  void compressedVariantsAreOfTheCurrentFiles() throws IOException {
    for (Path file : files().stream().filter(SiteGenerator::isCompressed).toList()) {
      byte[] gzip = Files.readAllBytes(Path.of(file + ".gz"));
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
        assertThat(in.readAllBytes()).as(file.toString()).isEqualTo(Files.readAllBytes(file));
      }
    }
  }

  @Test
  void brotliVariantsAreOfTheCurrentFiles() throws Exception {
    Path brotli = ProgramOnPath.find("brotli", System.getenv("PATH"));
    if (brotli == null) {
      System.out.println("skipped: no brotli on the PATH; install it to run this test");
    }
    assumeTrue(brotli != null, "no brotli on the PATH");
    for (Path file : files().stream().filter(SiteGenerator::isCompressed).toList()) {
      Process process =
          new ProcessBuilder(String.valueOf(brotli), "-d", "-c", file + ".br").start();
      byte[] content = process.getInputStream().readAllBytes();
      assertThat(content).as(file.toString()).isEqualTo(Files.readAllBytes(file));
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(SITE)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
