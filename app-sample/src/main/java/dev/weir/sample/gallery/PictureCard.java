package dev.weir.sample.gallery;

/// A picture as it stands in a list: with the number of comments on it.
public record PictureCard(Picture picture, int comments) {}
