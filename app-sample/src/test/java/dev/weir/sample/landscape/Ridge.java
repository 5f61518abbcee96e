package dev.weir.sample.landscape;

import java.awt.Polygon;
import java.util.SplittableRandom;

/// The outline of a range of hills: octaves of smooth noise, each finer and fainter than the last.
final class Ridge {

  private static final int KNOTS = 512;

  private final int octaves;
  private final double persistence;
  private final double[] knots = new double[KNOTS];

  /// @param octaves 2 for dunes, 6 for rock
  /// @param persistence how much fainter each octave is; higher is rougher
  Ridge(SplittableRandom random, int octaves, double persistence) {
    this.octaves = octaves;
    this.persistence = persistence;
    for (int i = 0; i < KNOTS; i++) {
      knots[i] = random.nextDouble() * 2 - 1;
    }
  }

  /// About -1 to 1.
  double height(double x) {
    double sum = 0;
    double amplitude = 1;
    double total = 0;
    double frequency = 1;
    for (int octave = 0; octave < octaves; octave++) {
      sum += amplitude * smooth(x * frequency + octave * 37.0);
      total += amplitude;
      amplitude *= persistence;
      frequency *= 2.1;
    }
    return sum / total;
  }

  /// The ground below the outline.
  ///
  /// @param base where the outline runs on average, in pixels from the top
  /// @param amplitude pixels above and below
  /// @param waves how many hills there are from left to right
  Polygon ground(int width, int bottom, double base, double amplitude, double waves) {
    Polygon ground = new Polygon();
    ground.addPoint(0, bottom);
    for (int x = 0; x <= width; x++) {
      ground.addPoint(x, (int) Math.round(base - amplitude * height(waves * x / width)));
    }
    ground.addPoint(width, bottom);
    return ground;
  }

  private double smooth(double x) {
    int left = (int) Math.floor(x);
    double t = x - left;
    double eased = t * t * (3 - 2 * t);
    double a = knots[Math.floorMod(left, KNOTS)];
    double b = knots[Math.floorMod(left + 1, KNOTS)];
    return a + (b - a) * eased;
  }
}
