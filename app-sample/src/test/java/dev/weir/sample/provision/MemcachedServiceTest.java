package dev.weir.sample.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.http.HostPort;
import dev.weir.runtime.settings.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which memcached the application takes.
class MemcachedServiceTest {

  @TempDir private Path folder;

  @Test
  void configuredServersComeFirst() throws IOException {
    HostPort server = new HostPort("cache.example", 11211);
    MemcachedSettings settings =
        new MemcachedSettings(
            List.of(server),
            MemcachedSource.AUTO,
            ByteSize.ofMib(8),
            Duration.ofMillis(50),
            "weir-");

    try (MemcachedService service = open(settings, null)) {
      assertThat(service.servers()).containsExactly(server);
      assertThat(service.description()).isEqualTo("configured servers [cache.example:11211]");
    }
  }

  @Test
  void theProgramOnThePathIsStarted() throws IOException {
    String path = String.valueOf(RealMemcached.program().getParent());

    try (MemcachedService service = open(MemcachedSettings.from(MemcachedSource.AUTO), path)) {
      assertThat(service.servers()).hasSize(1);
      assertThat(service.description()).contains("memcached as process");
    }
  }

  @Test
  void withoutTheProgramTheBuiltInServerIsTaken() throws IOException {
    try (MemcachedService service =
        open(MemcachedSettings.from(MemcachedSource.AUTO), folder.toString())) {
      assertThat(service.description()).startsWith("the built-in server on 127.0.0.1:");
    }
  }

  @Test
  void aProgramThatDoesNotStartIsReplacedByTheBuiltInServer() throws IOException {
    Files.writeString(folder.resolve("memcached"), "#!/bin/sh\nexit 7\n");
    Files.setPosixFilePermissions(
        folder.resolve("memcached"), PosixFilePermissions.fromString("rwxr-xr-x"));

    try (MemcachedService service =
        open(MemcachedSettings.from(MemcachedSource.AUTO), folder.toString())) {
      assertThat(service.description()).startsWith("the built-in server");
    }
    assertThatThrownBy(
            () -> open(MemcachedSettings.from(MemcachedSource.PROGRAM), folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not start")
        .hasRootCauseMessage("exit code 7");
  }

  @Test
  void askingForTheProgramWithoutOneIsAnError() {
    assertThatThrownBy(
            () -> open(MemcachedSettings.from(MemcachedSource.PROGRAM), folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("no program memcached on the PATH (memcached.source: program)");
  }

  @Test
  void noneMeansNone() throws IOException {
    try (MemcachedService service = open(MemcachedSettings.from(MemcachedSource.NONE), null)) {
      assertThat(service.servers()).isEmpty();
    }
  }

  private static MemcachedService open(MemcachedSettings settings, @Nullable String path)
      throws IOException {
    return MemcachedService.open(settings, path, InstantSource.system());
  }
}
