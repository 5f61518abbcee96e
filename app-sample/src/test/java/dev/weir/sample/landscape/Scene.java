package dev.weir.sample.landscape;

import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What one picture shows: its colours and what stands in it.
///
/// @param skyTop colour at the upper edge
/// @param skyLow colour at the horizon
/// @param far colour of the farthest range
/// @param near colour of the nearest ground
/// @param horizon where the farthest range stands, as a share of the height
record Scene(
    Color skyTop, Color skyLow, Color far, Color near, double horizon, Set<Feature> features) {

  /// What may stand in a scene.
  enum Feature {
    SUN,
    MOON,
    STARS,
    WATER,
    TREES,
    DUNES,
    MIST,
    AURORA,
    FLAT,
    PEAK
  }

  /// One scene a line, in the order of the pictures: sky above, sky below, far, near, horizon,
  /// features.
  private static final String SCENES =
      """
      3b5b92 f7c59f 8c7aa9 2b2a4c 0.52 SUN MIST
      6fa8dc e8f1f8 b7cde2 1f3b57 0.40
      4f86c6 fdf3e3 f2f2f7 5b7aa0 0.55 MIST SUN
      7db9e8 f6f9fb a9b8c9 39485c 0.60 PEAK
      88b7d5 fbe9c9 9db58c 3d5a3a 0.45 SUN TREES
      2c2f5b e9866b 7b4b73 1d1733 0.50 SUN
      8ec5e8 f5f2ea 9fb7c6 3f6070 0.48 WATER
      354a7d ffb56b 8a6a86 27304f 0.55 WATER SUN
      5aa0d0 dff1f7 7fa9b9 2a5a66 0.50 WATER MIST
      9ab4c8 eef0ee 7f8d97 384750 0.46 WATER PEAK
      b9c9d3 f9ead6 b79f83 6e5a48 0.42 WATER FLAT SUN
      1a2a5e 7c93cf 3b4f8f 10193a 0.52 WATER FLAT MOON
      6e9bd1 f8dcb4 e0935a 8e3b1f 0.42 DUNES
      9cc8ea fff6dc f0d08f b9803c 0.46 DUNES SUN
      5f8fc4 f4d9bd c97b5a 6a2f23 0.56 FLAT PEAK
      2a2350 d98a86 a2576a 3c1a33 0.50 DUNES MOON STARS
      a8cfe6 fdfdf6 dfe3e4 9aa5a8 0.58 FLAT SUN
      b58a5a f0cf9a c79a64 6b4526 0.44 DUNES MIST SUN
      9db9c9 e9eee6 7d9a8f 1f3d33 0.44 TREES
      b7c7cf f3f1e9 9fb3ae 33524c 0.46 WATER TREES MIST
      7fa7c9 f6ead0 d9933f 7a3415 0.40 TREES SUN
      8fb8d8 f5f7e8 9cba7a 2f5a2a 0.52 TREES FLAT
      5c87ad d7e6ea 5f8f9b 16363a 0.42 TREES MIST
      a5c4d4 fbf4e2 8fa88b 3a5a3f 0.50 TREES SUN
      070b22 1f2c5c 17204a 04060f 0.62 STARS
      0a1330 35508c 22346b 060b1c 0.54 STARS MOON WATER
      050d1f 123a4a 0e2438 02070d 0.66 STARS AURORA TREES
      141a3c c0627a 3d2c55 0a0a1c 0.60 STARS FLAT
      080e26 2d3a6b 1a2450 05080f 0.58 STARS PEAK MOON
      060a1c 2a2757 1b1c46 03040c 0.48 STARS AURORA
      """;

  static List<Scene> all() {
    List<Scene> scenes = new ArrayList<>();
    for (String line : SCENES.lines().toList()) {
      String[] words = line.split(" ");
      Set<Feature> features = EnumSet.noneOf(Feature.class);
      for (int i = 5; i < words.length; i++) {
        features.add(Feature.valueOf(words[i]));
      }
      scenes.add(
          new Scene(
              colour(words[0]),
              colour(words[1]),
              colour(words[2]),
              colour(words[3]),
              Double.parseDouble(words[4]),
              features));
    }
    return scenes;
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  static Color mix(Color a, Color b, double share) {
    return new Color(
        channel(a.getRed(), b.getRed(), share),
        channel(a.getGreen(), b.getGreen(), share),
        channel(a.getBlue(), b.getBlue(), share));
  }

  static Color faint(Color colour, double opacity) {
    int alpha = (int) Math.round(Math.clamp(opacity, 0, 1) * 255);
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
  }

  private static int channel(int a, int b, double share) {
    return (int) Math.round(a + (b - a) * Math.clamp(share, 0, 1));
  }

  private static Color colour(String hex) {
    return new Color(Integer.parseInt(hex, 16));
  }
}
