package dev.weir.edge.files.tree;

import dev.weir.edge.files.tree.RequestedPath.Form;
import dev.weir.http.representation.AcceptEncoding;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds files below a root and nowhere else. Blocks on the disk.
///
/// Symbolic links are followed as long as they end below the root; only regular files are served,
/// so that nothing can make a reader wait. The root itself is looked up every time: deployments may
/// re-point it.
public final class FileTree {

  /// In the order the server prefers them.
  private static final List<Coding> CODINGS =
      List.of(new Coding("br", ".br"), new Coding("gzip", ".gz"));

  private final Path root;
  private final String index;
  private final VariantReader reader;

  /// Throws IllegalArgumentException if the root is no folder.
  public FileTree(Path root, String index, VariantReader reader) {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException("root is no folder: " + root);
    }
    this.root = root;
    this.index = index;
    this.reader = reader;
  }

  /// What stands under a path.
  ///
  /// @param previous the last answer for this path; handed back if nothing has changed
  Lookup find(RequestedPath requested, @Nullable Lookup previous) {
    try {
      return find(root.toRealPath(), requested, previous);
    } catch (NoSuchFileException e) {
      return new Lookup.Nothing();
    } catch (AccessDeniedException e) {
      return new Lookup.Forbidden();
    } catch (IOException e) {
      return new Lookup.Failed(e.toString());
    }
  }

  private Lookup find(Path realRoot, RequestedPath requested, @Nullable Lookup previous)
      throws IOException {
    String relativePath = requested.relative();
    Path path = realPath(realRoot, relativePath);
    if (path == null) {
      return new Lookup.Nothing();
    }
    BasicFileAttributes attributes = attributes(path);
    if (attributes.isDirectory()) {
      String indexPath = relativePath.isEmpty() ? index : relativePath + '/' + index;
      return folder(realRoot, indexPath, requested.form(), previous);
    }
    if (!attributes.isRegularFile() || requested.form() == Form.SLASHED) {
      return new Lookup.Nothing();
    }
    return served(relativePath, candidates(realRoot, relativePath, path), previous);
  }

  private Lookup folder(Path realRoot, String indexPath, Form form, @Nullable Lookup previous)
      throws IOException {
    Path path = realPath(realRoot, indexPath);
    if (path == null || !attributes(path).isRegularFile()) {
      return new Lookup.Nothing();
    }
    return switch (form) {
      case PLAIN -> new Lookup.Folder();
      case SLASHED -> served(indexPath, candidates(realRoot, indexPath, path), previous);
    };
  }

  private Lookup served(String relativePath, List<Candidate> candidates, @Nullable Lookup previous)
      throws IOException {
    if (previous instanceof Lookup.Served(FoundFile file) && file.isOf(candidates)) {
      return previous;
    }
    return new Lookup.Served(reader.read(relativePath, candidates));
  }

  /// The file and those of its compressed siblings that are not older than it.
  private static List<Candidate> candidates(Path realRoot, String relativePath, Path path)
      throws IOException {
    FileFacts facts = FileFacts.of(path);
    List<Candidate> candidates = new ArrayList<>();
    for (Coding coding : CODINGS) {
      Candidate sibling = sibling(coding.name, realPath(realRoot, relativePath + coding.ending));
      if (sibling != null && !sibling.facts().modified().isBefore(facts.modified())) {
        candidates.add(sibling);
      }
    }
    candidates.add(new Candidate(AcceptEncoding.IDENTITY, path, facts));
    return candidates;
  }

  private static @Nullable Candidate sibling(String coding, @Nullable Path path)
      throws IOException {
    if (path == null || !Files.isReadable(path)) {
      return null;
    }
    BasicFileAttributes attributes = attributes(path);
    return attributes.isRegularFile()
        ? new Candidate(coding, path, FileFacts.of(attributes))
        : null;
  }

  /// The path free of symbolic links; null if there is none below the root.
  private static @Nullable Path realPath(Path realRoot, String relativePath) throws IOException {
    try {
      Path path = realRoot.resolve(relativePath).toRealPath();
      return path.startsWith(realRoot) ? path : null;
    } catch (AccessDeniedException e) {
      throw e;
    } catch (FileSystemException | InvalidPathException e) {
      // No such name, one too long, a file where a folder should be, links in a circle.
      return null;
    }
  }

  private static BasicFileAttributes attributes(Path realPath) throws IOException {
    return Files.readAttributes(realPath, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /// A content coding and the ending of the files that hold it.
  private record Coding(String name, String ending) {}
}
