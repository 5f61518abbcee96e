package dev.weir.sample.gallery;

/// A named collection of pictures.
public record Album(int id, String title, String summary) {}
