package dev.weir.workbench.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class DivisionPicturesTest {

  @TempDir private Path folder;

  @Test
  void everyDivisionIsABarInEachPicture() throws Exception {
    List<Path> files =
        new DivisionPictures(
                List.of(new Division(2, 0.504, 1.01, 1.25), new Division(50, 0.022, 1.08, 1.24)))
            .write(folder.resolve("new"));

    assertThat(files).hasSize(2);
    for (Path file : files) {
      Document picture =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      assertThat(picture.getDocumentElement().getNodeName()).isEqualTo("svg");
      assertThat(picture.getElementsByTagName("rect").getLength()).isIn(2, 4);
      assertThat(Files.readString(file)).contains("2 nodes", "50 nodes", "prefers-color-scheme");
    }
    assertThat(Files.readString(files.getFirst())).contains("50.4 %", "2.2 %");
    assertThat(Files.readString(files.getLast())).contains("1.08 ×", "1.24 ×");
  }
}
