package dev.weir.sample.gallery;

import java.time.Instant;

/// One picture of an album: what is said of it, and the image file that shows it.
///
/// - `file`: name of the image below the static prefix's `img/`.
/// - `width`, `height`: of the image, in pixels.
public record Picture(
    int id,
    int albumId,
    String file,
    int width,
    int height,
    Instant added,
    String title,
    String caption) {}
