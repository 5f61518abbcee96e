package dev.weir.edge.files.tree;

/// What there is under a path.
public sealed interface Lookup {

  /// A file that may be served.
  record Served(FoundFile file) implements Lookup {}

  /// A folder with an index, asked for without its slash.
  record Folder() implements Lookup {}

  /// Nothing we serve: no such name, something outside the root, no regular file, a folder without
  /// index.
  record Nothing() implements Lookup {}

  /// A file we are not allowed to read.
  record Forbidden() implements Lookup {}

  /// The file system failed us; not to be remembered.
  record Failed(String cause) implements Lookup {}
}
