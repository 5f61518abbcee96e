package dev.weir.workbench.bench.peers;

import dev.weir.workbench.bench.stack.Answering;
import dev.weir.workbench.bench.stack.FreePorts;
import dev.weir.workbench.bench.stack.JavaCommand;
import dev.weir.workbench.bench.stack.Programs;
import dev.weir.workbench.bench.stack.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/// What all contenders find: a folder with files, an origin that serves them, a certificate.
final class Rig implements AutoCloseable {

  /// Heaps of our tiers: enough for the work, and the same for all rows.
  static final List<String> JVM = List.of("-Xms128m", "-Xmx128m");

  private static final int KIB = 1024;

  private final Path directory;
  private final int originPort;
  private final ServerProcess origin;

  private Rig(Path directory, int originPort, ServerProcess origin) {
    this.directory = directory;
    this.originPort = originPort;
    this.origin = origin;
  }

  /// @param directory empty; every user may look into it, since some servers change theirs
  static Rig make(Path directory) throws IOException {
    openToAll(directory);
    Path www = openToAll(Files.createDirectories(directory.resolve("www")));
    file(www, "1k.bin", KIB);
    file(www, "10k.bin", 10 * KIB);
    file(www, "100k.bin", 100 * KIB);
    file(www, "1m.bin", KIB * KIB);
    file(www, "10m.bin", 10 * KIB * KIB);
    file(www, "100m.bin", 100 * KIB * KIB);
    int port = FreePorts.one();
    String conf = Configurations.nginxOrigin(port, www);
    Path file = Files.writeString(directory.resolve("origin.conf"), conf);
    ServerProcess origin =
        ServerProcess.start(
            "origin",
            List.of(Programs.path("nginx"), "-p", directory.toString(), "-c", file.toString()),
            directory);
    Rig rig = new Rig(directory, port, origin);
    try {
      Answering.await(port, "/10k.bin", origin);
      return rig;
    } catch (IOException e) {
      rig.close();
      throw e;
    }
  }

  Path directory() {
    return directory;
  }

  Path www() {
    return directory.resolve("www");
  }

  int originPort() {
    return originPort;
  }

  ServerProcess origin() {
    return origin;
  }

  /// A key and a self-signed certificate for localhost, made when first asked for.
  Path certificate() throws IOException {
    Path file = directory.resolve("cert.pem");
    if (!Files.exists(file)) {
      Programs.run(
          List.of(
              Programs.path("openssl"),
              "req",
              "-x509",
              "-newkey",
              "ec",
              "-pkeyopt",
              "ec_paramgen_curve:P-256",
              "-nodes",
              "-days",
              "2",
              "-subj",
              "/CN=localhost",
              "-keyout",
              directory.resolve("key.pem").toString(),
              "-out",
              file.toString()),
          directory);
    }
    return file;
  }

  /// Runs one of our tiers.
  ServerProcess weir(String kind, Path config) throws IOException {
    return ServerProcess.start(
        config.getFileName().toString(),
        JavaCommand.weir(JVM, List.of(kind, "--config", config.toString())),
        directory);
  }

  static Path openToAll(Path folder) {
    var _ = folder.toFile().setReadable(true, false);
    var _ = folder.toFile().setWritable(true, false);
    var _ = folder.toFile().setExecutable(true, false);
    return folder;
  }

  @Override
  public void close() {
    origin.close();
  }

  private static void file(Path folder, String name, int octets) throws IOException {
    byte[] noise = new byte[octets];
    new SplittableRandom(octets).nextBytes(noise);
    Files.write(folder.resolve(name), noise);
  }
}
