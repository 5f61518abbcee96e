package dev.weir.sample.landscape;

import dev.weir.sample.landscape.Scene.Feature;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/// One picture, always the same for the same scene, size and seed.
///
/// Drawn at twice its size and scaled down, which smooths every edge.
final class Landscape {

  private static final int OVERSAMPLING = 2;
  private static final double SHORE = 0.66;

  private Landscape() {}

  static BufferedImage draw(Scene scene, int width, int height, long seed) {
    int wide = width * OVERSAMPLING;
    int tall = height * OVERSAMPLING;
    BufferedImage large = new BufferedImage(wide, tall, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = large.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    SplittableRandom random = new SplittableRandom(seed);
    new Sky(scene, wide, tall, random).draw(g);
    new Land(scene, wide, tall, random).draw(g, scene.has(Feature.WATER) ? SHORE : 1.0);
    if (scene.has(Feature.WATER)) {
      water(g, large, scene, random);
    }
    g.dispose();
    return scaled(large, width, height);
  }

  /// The upper part upside down, darker and broken into ripples.
  private static void water(
      Graphics2D g, BufferedImage picture, Scene scene, SplittableRandom random) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int shore = (int) (height * SHORE);
    Ridge ripple = new Ridge(random, 3, 0.6);
    for (int y = shore; y < height; y++) {
      double depth = (double) (y - shore) / (height - shore);
      int source = (int) Math.clamp(shore - 1 - (y - shore) * 1.35, 0, height - 1);
      int shift = (int) (ripple.height(y * 0.16) * width * (0.004 + 0.012 * depth));
      g.drawImage(picture, shift, y, width + shift, y + 1, 0, source, width, source + 1, null);
    }
    Color deep = Scene.mix(scene.near(), scene.skyTop(), 0.35);
    g.setPaint(
        new GradientPaint(0, shore, Scene.faint(deep, 0.18), 0, height, Scene.faint(deep, 0.72)));
    g.fillRect(0, shore, width, height - shore);
    for (int i = 0; i < 60; i++) {
      int y = shore + (int) ((height - shore) * Math.pow(random.nextDouble(), 1.4));
      int length = (int) (width * (0.02 + 0.10 * random.nextDouble()));
      g.setPaint(Scene.faint(scene.skyLow(), 0.10 + 0.18 * random.nextDouble()));
      g.fillRect((int) (random.nextDouble() * width) - length / 2, y, length, 2);
    }
  }

  private static BufferedImage scaled(BufferedImage large, int width, int height) {
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = small.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(large, 0, 0, width, height, null);
    g.dispose();
    return small;
  }
}
