package dev.weir.cache.config.dialect;

import java.util.List;

/// Walks the arguments of a directive.
public final class Words {
  private final List<String> words;
  private int position;

  /// The arguments of a line.
  public Words(Line line) {
    this.words = line.words();
  }

  /// Whether there is another word.
  public boolean hasNext() {
    return position < words.size();
  }

  /// The next word, without taking it; empty at the end.
  public String peek() {
    return hasNext() ? words.get(position) : "";
  }

  /// Takes the next word.
  ///
  /// @param what it ought to be, for the message when it is missing
  public String next(String what) throws BadWordException {
    if (!hasNext()) {
      throw new BadWordException("lacks " + what + "; add what is missing");
    }
    return words.get(position++);
  }

  /// Takes the next word, which must be a whole number within bounds.
  public int number(String what, int least, int greatest) throws BadWordException {
    return number(next(what), what, least, greatest);
  }

  /// A whole number within bounds.
  public static int number(String word, String what, int least, int greatest)
      throws BadWordException {
    try {
      int number = Integer.parseInt(word);
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of bounds
    }
    throw new BadWordException(
        "'" + word + "' is not " + what + "; write a number from " + least + " to " + greatest);
  }

  /// Says that nothing more may follow.
  public void end() throws BadWordException {
    if (hasNext()) {
      throw new BadWordException("'" + peek() + "' is one word too many; remove it");
    }
  }
}
