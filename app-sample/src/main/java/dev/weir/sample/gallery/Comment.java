package dev.weir.sample.gallery;

import java.time.Instant;

/// What somebody wrote below a picture; `number` counts upwards within the picture.
public record Comment(long number, Instant posted, String author, String text) {}
