package dev.weir.edge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.EdgeUnderTest;
import dev.weir.testing.RawHttpClient;
import dev.weir.testing.RawResponse;
import dev.weir.testing.Script;
import dev.weir.testing.ScriptedOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// RFC 9211 §2: members are of caches, and the edge is none.
class CacheStatusTest {

  @TempDir private Path folder;

  @Test
  void membersOfCachesBehindComeThroughAndNoneIsAdded() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin();
        EdgeUnderTest edge = EdgeUnderTest.inFrontOf(origin);
        RawHttpClient client = edge.client()) {
      origin.enqueue(Script.ok("page").header("Cache-Status", "a; hit; ttl=5, b; fwd=uri-miss"));
      origin.enqueue(Script.ok("page"));

      assertThat(client.get("/").fields().lines("Cache-Status"))
          .containsExactly("a; hit; ttl=5, b; fwd=uri-miss");
      assertThat(client.get("/").fields().contains("Cache-Status")).isFalse();
    }
  }

  @Test
  void whatTheEdgeAnswersItselfHasNone() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "text");
    try (EdgeUnderTest edge =
            EdgeUnderTest.with(
                "routes: [ { path: /, files: { root: \"%s\" } } ]\n".formatted(folder));
        RawHttpClient client = edge.client()) {
      for (String target : new String[] {"/a.txt", "/a.txt", "/none"}) {
        RawResponse response = client.get(target);
        assertThat(response.fields().contains("Cache-Status")).as(target).isFalse();
      }
    }
  }
}
