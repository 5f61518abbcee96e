package dev.weir.sample.gallery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A list of pictures as octets, for memcached: a version, a count, and the components one after
/// the other.
public final class PictureListCodec {

  private static final int VERSION = 1;
  private static final int MAX_PICTURES = 100_000;

  private PictureListCodec() {}

  public static byte[] encode(List<PictureCard> cards) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(256 * cards.size());
    try (DataOutputStream out = new DataOutputStream(octets)) {
      out.writeByte(VERSION);
      out.writeInt(cards.size());
      for (PictureCard card : cards) {
        write(out, card);
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return octets.toByteArray();
  }

  /// @throws IOException when the octets are none of [#encode]
  public static List<PictureCard> decode(byte[] octets) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
      if (in.readByte() != VERSION) {
        throw new IOException("pictures of another version");
      }
      int count = in.readInt();
      if (count < 0 || count > MAX_PICTURES) {
        throw new IOException("not a number of pictures: " + count);
      }
      List<PictureCard> cards = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        cards.add(read(in));
      }
      return cards;
    }
  }

  private static void write(DataOutputStream out, PictureCard card) throws IOException {
    Picture picture = card.picture();
    out.writeInt(picture.id());
    out.writeInt(picture.albumId());
    out.writeUTF(picture.file());
    out.writeInt(picture.width());
    out.writeInt(picture.height());
    out.writeLong(picture.added().toEpochMilli());
    out.writeUTF(picture.title());
    out.writeUTF(picture.caption());
    out.writeInt(card.comments());
  }

  private static PictureCard read(DataInputStream in) throws IOException {
    Picture picture =
        new Picture(
            in.readInt(),
            in.readInt(),
            in.readUTF(),
            in.readInt(),
            in.readInt(),
            Instant.ofEpochMilli(in.readLong()),
            in.readUTF(),
            in.readUTF());
    return new PictureCard(picture, in.readInt());
  }
}
