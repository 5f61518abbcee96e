package dev.weir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The document of the architecture against the sources: what it names is there.
class ArchitectureDocumentTest {

  private static final Pattern QUOTED = Pattern.compile("`([A-Za-z][A-Za-z0-9.]*)`");
  private static final Pattern TYPE =
      Pattern.compile("(?:class|record|interface|enum) ([A-Z][A-Za-z0-9]*)");

  /// Fields of HTTP look like classes.
  private static final Set<String> FIELDS =
      Set.of("Via", "Age", "Authorization", "Expect", "Forwarded", "Upgrade");

  @Test
  void everyClassAndPackageIsThere() throws IOException {
    List<Path> sources = sources();
    Set<String> places =
        sources.stream().flatMap(ArchitectureDocumentTest::places).collect(Collectors.toSet());
    Set<String> types =
        sources.stream().flatMap(ArchitectureDocumentTest::types).collect(Collectors.toSet());
    List<String> named =
        QUOTED
            .matcher(Files.readString(RepositoryRoot.folder().resolve("docs/architecture.md")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(named.stream().filter(name -> name.matches("[a-z]+([.][A-Za-z]+)+")))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(places).contains("dev.weir." + name));
    assertThat(named.stream().filter(name -> name.matches("[A-Z][a-z][A-Za-z0-9]*")))
        .isNotEmpty()
        .filteredOn(name -> !FIELDS.contains(name))
        .allSatisfy(name -> assertThat(types).contains(name));
  }

  /// The full names of a source file's class and of its package.
  private static Stream<String> places(Path file) {
    String path = file.toString().replace('\\', '/');
    String name =
        path.substring(path.indexOf("dev/weir/"), path.length() - ".java".length())
            .replace('/', '.');
    return Stream.of(name, name.substring(0, name.lastIndexOf('.')));
  }

  private static Stream<String> types(Path file) {
    try {
      return TYPE
          .matcher(Files.readString(file))
          .results()
          .map((MatchResult match) -> match.group(1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files =
        Files.find(RepositoryRoot.folder(), 20, (file, _) -> isSource(file))) {
      return files.toList();
    }
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java")
        && file.toString().replace('\\', '/').contains("/src/main/java/dev/weir/");
  }
}
