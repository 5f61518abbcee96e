package dev.weir.cache.config.dialect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads directives from text: `#` comments, `\` at the end of a line to go on in the next,
/// variables, `include FILE`.
public final class LineReader {
  private static final int DEEPEST_INCLUDE = 10;

  private final Interpolation interpolation;
  private final Faults faults;
  private final Includes includes;
  private final List<Line> lines = new ArrayList<>();

  /// Reader that takes variables from `variables` and notes what it cannot read in `faults`.
  public LineReader(Map<String, String> variables, Faults faults) {
    this(variables, faults, Includes.READ);
  }

  /// The same, for texts that may not be files.
  public LineReader(Map<String, String> variables, Faults faults, Includes includes) {
    this.interpolation = new Interpolation(variables);
    this.faults = faults;
    this.includes = includes;
  }

  /// What becomes of `include`.
  public enum Includes {
    /// The files are read.
    READ,
    /// It is a fault.
    REFUSED
  }

  /// All directives of a text and of what it includes, in order.
  public List<Line> read(String file, String text) {
    lines.clear();
    read(file, text, 0);
    return List.copyOf(lines);
  }

  private void read(String file, String text, int depth) {
    String[] physical = text.split("\\r?\\n", -1);
    int index = 0;
    while (index < physical.length) {
      int number = index + 1;
      StringBuilder logical = new StringBuilder();
      boolean goesOn = true;
      while (goesOn && index < physical.length) {
        String part = withoutComment(physical[index++]);
        goesOn = part.endsWith("\\");
        logical.append(goesOn ? part.substring(0, part.length() - 1) + " " : part);
      }
      Line line = line(file, number, logical.toString());
      if (line != null) {
        accept(line, depth);
      }
    }
  }

  private void accept(Line line, int depth) {
    if (line.directive().equals("include")) {
      include(line, depth + 1);
    } else {
      lines.add(line);
    }
  }

  private @Nullable Line line(String file, int number, String text) {
    try {
      String expanded = interpolation.expand(text).strip();
      if (expanded.isEmpty()) {
        return null;
      }
      List<String> words = List.of(expanded.split("\\s+"));
      return new Line(file, number, words.getFirst(), words.subList(1, words.size()));
    } catch (BadWordException e) {
      faults.add(file, number, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void include(Line line, int depth) {
    if (includes == Includes.REFUSED) {
      faults.add(line, "no file is read here; write its lines in the place of this one");
    } else if (line.words().isEmpty()) {
      faults.add(line, "lacks the name of a file; add what is missing");
    } else if (depth > DEEPEST_INCLUDE) {
      faults.add(
          line,
          "files include each other more than " + DEEPEST_INCLUDE + " deep; is there a circle?");
    } else {
      line.words().forEach(name -> includeFile(line, name, depth));
    }
  }

  private void includeFile(Line line, String name, int depth) {
    try {
      Path path = Path.of(line.file()).resolveSibling(name);
      read(path.toString(), Files.readString(path), depth);
    } catch (IOException | InvalidPathException e) {
      faults.add(
          line,
          "cannot read '"
              + name
              + "' ("
              + e.getClass().getSimpleName()
              + "); give a path relative to this file");
    }
  }

  /// A `#` begins a comment at the start of a line or after white space, but not inside `${…}`.
  private static String withoutComment(String line) {
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '{' && i > 0 && line.charAt(i - 1) == '$') {
        depth = 1;
      } else if (c == '}') {
        depth = 0;
      } else if (c == '#' && depth == 0 && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
