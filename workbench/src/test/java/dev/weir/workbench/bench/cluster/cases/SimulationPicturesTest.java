package dev.weir.workbench.bench.cluster.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class SimulationPicturesTest {

  private static final Silence SILENCE =
      new Silence(
          5,
          Silence.Kind.CUT_OFF,
          0,
          6,
          4,
          60,
          0,
          Duration.ofSeconds(1),
          List.of(new Silence.Wait(-2, 1), new Silence.Wait(0, 6), new Silence.Wait(2, 0)));

  @TempDir private Path folder;

  @Test
  void everyCasePlayedHasItsPicture() throws Exception {
    List<Path> files =
        new SimulationPictures(
                List.of(SILENCE),
                List.of(new Chatter(50, 1.99, 99.42)),
                List.of(new Losses(0.05, 0.824, 0.107, 2.2, 10.8, 58, 0)))
            .write(folder.resolve("new"));

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly("cluster-silent.svg", "cluster-messages.svg", "cluster-loss.svg");
    for (Path file : files) {
      assertThat(parsed(file).getDocumentElement().getNodeName()).isEqualTo("svg");
      assertThat(Files.readString(file)).contains("prefers-color-scheme");
    }
    assertThat(parsed(files.getFirst()).getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(Files.readString(files.get(1))).contains("50 nodes", ">2.0<", ">99.4<");
    assertThat(Files.readString(files.getLast()))
        .contains("5 % lost", "82.4 %", "10.7 %", "2.2 ms", "10.8 ms");
  }

  @Test
  void whatWasNotPlayedIsNotDrawn() throws Exception {
    assertThat(new SimulationPictures(List.of(), List.of(), List.of()).write(folder)).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private static Document parsed(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }
}
