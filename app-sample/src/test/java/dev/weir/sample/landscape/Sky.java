package dev.weir.sample.landscape;

import dev.weir.sample.landscape.Scene.Feature;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.SplittableRandom;

/// Draws what is above the horizon: gradient, stars, northern lights, sun or moon.
final class Sky {

  private static final Color SUNLIGHT = new Color(0xFFF1C9);
  private static final Color MOONLIGHT = new Color(0xF2F3EC);
  private static final Color AURORA_GREEN = new Color(0x4FE3A1);
  private static final Color AURORA_VIOLET = new Color(0x8A6BE0);

  private final Scene scene;
  private final int width;
  private final int height;
  private final SplittableRandom random;

  Sky(Scene scene, int width, int height, SplittableRandom random) {
    this.scene = scene;
    this.width = width;
    this.height = height;
    this.random = random;
  }

  void draw(Graphics2D g) {
    float horizon = (float) (height * scene.horizon());
    g.setPaint(new GradientPaint(0, 0, scene.skyTop(), 0, horizon, scene.skyLow()));
    g.fillRect(0, 0, width, height);
    if (scene.has(Feature.STARS)) {
      stars(g);
    }
    if (scene.has(Feature.AURORA)) {
      curtain(g, AURORA_GREEN, 0.42);
      curtain(g, AURORA_VIOLET, 0.30);
    }
    if (scene.has(Feature.SUN)) {
      disc(g, SUNLIGHT, 0.055, scene.horizon() - 0.10 - 0.12 * random.nextDouble());
    }
    if (scene.has(Feature.MOON)) {
      disc(g, MOONLIGHT, 0.045, 0.16 + 0.12 * random.nextDouble());
    }
  }

  private void stars(Graphics2D g) {
    int count = width * height / 2600;
    for (int i = 0; i < count; i++) {
      double size = 1 + 2.6 * Math.pow(random.nextDouble(), 4);
      double x = random.nextDouble() * width;
      double y = random.nextDouble() * height * scene.horizon();
      g.setPaint(Scene.faint(Color.WHITE, 0.25 + 0.7 * random.nextDouble()));
      g.fill(new Ellipse2D.Double(x, y, size, size));
    }
  }

  private void curtain(Graphics2D g, Color colour, double foot) {
    Ridge wave = new Ridge(random, 3, 0.5);
    for (int x = 0; x < width; x += 2) {
      double bottom = height * (foot + 0.06 * wave.height(2.5 * x / width));
      double length = height * (0.26 + 0.12 * wave.height(9.0 * x / width + 50));
      double strength = 0.20 + 0.16 * wave.height(14.0 * x / width + 90);
      g.setPaint(
          new GradientPaint(
              0,
              (float) (bottom - length),
              Scene.faint(colour, 0),
              0,
              (float) bottom,
              Scene.faint(colour, strength)));
      g.fillRect(x, (int) (bottom - length), 2, (int) length);
      double fade = length * 0.22;
      g.setPaint(
          new GradientPaint(
              0,
              (float) bottom,
              Scene.faint(colour, strength),
              0,
              (float) (bottom + fade),
              Scene.faint(colour, 0)));
      g.fillRect(x, (int) (bottom - length) + (int) length, 2, (int) fade);
    }
  }

  private void disc(Graphics2D g, Color colour, double size, double y) {
    double radius = size * Math.min(width, height);
    double x = width * (0.22 + 0.56 * random.nextDouble());
    Point2D centre = new Point2D.Double(x, height * y);
    float glow = (float) (radius * 7);
    float[] stops = {0f, 0.12f, 1f};
    Color[] colours = {
      Scene.faint(colour, 0.75), Scene.faint(colour, 0.42), Scene.faint(colour, 0)
    };
    g.setPaint(new RadialGradientPaint(centre, glow, stops, colours));
    g.fillRect(0, 0, width, height);
    g.setPaint(colour);
    g.fill(
        new Ellipse2D.Double(
            centre.getX() - radius, centre.getY() - radius, 2 * radius, 2 * radius));
  }
}
