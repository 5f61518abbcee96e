package dev.weir.sample.landscape;

import dev.weir.sample.landscape.Scene.Feature;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.util.SplittableRandom;

/// Draws ranges one before the other, each darker than the one behind it, with mist and trees.
final class Land {

  /// Where a ridge runs in the picture.
  private record Outline(Ridge ridge, double base, double amplitude, double waves) {

    /// @param x from 0 at the left edge to 1 at the right
    double y(double x) {
      return base - amplitude * ridge.height(waves * x);
    }
  }

  private final Scene scene;
  private final int width;
  private final int height;
  private final SplittableRandom random;
  private boolean peakDrawn;

  Land(Scene scene, int width, int height, SplittableRandom random) {
    this.scene = scene;
    this.width = width;
    this.height = height;
    this.random = random;
  }

  /// @param bottom where the nearest ground ends, as a share of the height
  void draw(Graphics2D g, double bottom) {
    int ranges = scene.has(Feature.FLAT) ? 3 : 5;
    for (int i = 0; i < ranges; i++) {
      double nearness = (double) i / (ranges - 1);
      double base = scene.horizon() + (bottom - scene.horizon()) * Math.pow(nearness, 1.25) * 0.82;
      Color colour = Scene.mix(scene.far(), scene.near(), nearness);
      range(g, base * height, nearness, colour);
      if (scene.has(Feature.MIST) && i < ranges - 1) {
        mist(g, base * height);
      }
    }
  }

  private void range(Graphics2D g, double base, double nearness, Color colour) {
    Ridge ridge =
        scene.has(Feature.DUNES) ? new Ridge(random, 2, 0.35) : new Ridge(random, 6, 0.52);
    double amplitude = height * amplitude(nearness);
    double waves = 2 + 2.5 * random.nextDouble() + 1.5 * (1 - nearness);
    Polygon ground = ridge.ground(width, height, base, amplitude, waves);
    if (scene.has(Feature.PEAK) && nearness > 0 && nearness <= 0.5 && !peakDrawn) {
      peakDrawn = true;
      peak(g, base, colour);
    }
    Color foot = Scene.mix(colour, scene.skyLow(), 0.22 * (1 - nearness));
    g.setPaint(
        new GradientPaint(
            0, (float) (base - amplitude), colour, 0, (float) (base + height * 0.22), foot));
    g.fill(ground);
    if (scene.has(Feature.TREES) && nearness > 0.4) {
      trees(g, new Outline(ridge, base, amplitude, waves), nearness, colour);
    }
  }

  private double amplitude(double nearness) {
    double usual = 0.13 * (1 - 0.45 * nearness);
    return scene.has(Feature.FLAT) ? usual * 0.35 : usual;
  }

  /// A summit with a bright and a dark side; above flat land a table mountain.
  private void peak(Graphics2D g, double base, Color colour) {
    double x = width * (0.3 + 0.4 * random.nextDouble());
    double flank = width * 0.26;
    double tall = height * (scene.has(Feature.FLAT) ? 0.20 : 0.36);
    double plateau = scene.has(Feature.FLAT) ? 0.45 : 0.0;
    Ridge rock = new Ridge(random, 5, 0.6);
    Polygon bright = new Polygon();
    Polygon dark = new Polygon();
    double foot = base + height * 0.12;
    for (int i = -100; i <= 100; i++) {
      double side = Math.abs(i) / 100.0;
      double slope = Math.clamp((1 - side) / (1 - plateau), 0, 1);
      double rough = height * 0.022 * rock.height(i * 0.11) * (1 - slope * slope);
      double y = foot - tall * slope * (0.72 + 0.28 * slope) - rough;
      bright.addPoint((int) (x + flank * i / 100), (int) y);
      if (i >= 0) {
        dark.addPoint((int) (x + flank * i / 100), (int) y);
      }
    }
    for (int step = 8; step >= 0; step--) {
      double down = step / 8.0;
      double jag = flank * 0.10 * rock.height(7.3 * down + 60) + flank * 0.16 * down;
      dark.addPoint((int) (x + jag * down), (int) (foot - tall * (1 - down)));
    }
    g.setPaint(Scene.mix(colour, scene.skyLow(), 0.34));
    g.fill(bright);
    g.setPaint(Scene.mix(colour, scene.near(), 0.16));
    g.fill(dark);
  }

  private void mist(Graphics2D g, double base) {
    Color white = Scene.mix(scene.skyLow(), Color.WHITE, 0.4);
    float top = (float) (base + height * 0.01);
    float low = (float) (base + height * 0.11);
    g.setPaint(new GradientPaint(0, top, Scene.faint(white, 0), 0, low, Scene.faint(white, 0.55)));
    g.fillRect(0, (int) top, width, (int) (low - top));
    g.setPaint(
        new GradientPaint(
            0, low, Scene.faint(white, 0.55), 0, low + height * 0.08f, Scene.faint(white, 0)));
    g.fillRect(0, (int) low, width, (int) (height * 0.08));
  }

  private void trees(Graphics2D g, Outline outline, double nearness, Color ground) {
    Color colour = Scene.mix(ground, Color.BLACK, 0.22);
    double step = width * (0.006 + 0.008 * nearness);
    for (double x = 0; x < width; x += step * (0.5 + random.nextDouble())) {
      double y = outline.y(x / width);
      double tall = height * (0.02 + 0.07 * nearness * nearness) * (0.55 + random.nextDouble());
      g.setPaint(Scene.mix(colour, ground, 0.5 * random.nextDouble()));
      g.fill(tree(x, y + tall * 0.12, tall));
    }
  }

  private static Polygon tree(double x, double foot, double tall) {
    Polygon tree = new Polygon();
    double half = tall * 0.20;
    tree.addPoint((int) x, (int) (foot - tall));
    tree.addPoint((int) (x + half * 0.55), (int) (foot - tall * 0.52));
    tree.addPoint((int) (x + half * 0.35), (int) (foot - tall * 0.52));
    tree.addPoint((int) (x + half), (int) foot);
    tree.addPoint((int) (x - half), (int) foot);
    tree.addPoint((int) (x - half * 0.35), (int) (foot - tall * 0.52));
    tree.addPoint((int) (x - half * 0.55), (int) (foot - tall * 0.52));
    return tree;
  }
}
