package dev.weir.edge.files.tree;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Media types by the ending of a file name (RFC 9110 §8.3); text is said to be UTF-8.
final class MediaTypes {

  static final String UNKNOWN = "application/octet-stream";

  private static final String TABLE =
      """
      html htm xhtm   text/html;charset=utf-8
      css             text/css;charset=utf-8
      js mjs          text/javascript;charset=utf-8
      txt text log    text/plain;charset=utf-8
      md markdown     text/markdown;charset=utf-8
      csv             text/csv;charset=utf-8
      ics             text/calendar;charset=utf-8
      vtt             text/vtt;charset=utf-8
      vcf             text/vcard;charset=utf-8
      xml xsl         text/xml;charset=utf-8
      json map        application/json
      jsonld          application/ld+json
      geojson         application/geo+json
      webmanifest     application/manifest+json
      xhtml           application/xhtml+xml
      rss             application/rss+xml
      atom            application/atom+xml
      wasm            application/wasm
      pdf             application/pdf
      zip             application/zip
      gz tgz          application/gzip
      bz2             application/x-bzip2
      xz              application/x-xz
      zst             application/zstd
      7z              application/x-7z-compressed
      tar             application/x-tar
      jar             application/java-archive
      rtf             application/rtf
      epub            application/epub+zip
      doc             application/msword
      xls             application/vnd.ms-excel
      ppt             application/vnd.ms-powerpoint
      docx            application/vnd.openxmlformats-officedocument.wordprocessingml.document
      xlsx            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
      pptx            application/vnd.openxmlformats-officedocument.presentationml.presentation
      odt             application/vnd.oasis.opendocument.text
      ods             application/vnd.oasis.opendocument.spreadsheet
      sqlite          application/vnd.sqlite3
      svg svgz        image/svg+xml
      png             image/png
      apng            image/apng
      jpg jpeg        image/jpeg
      gif             image/gif
      webp            image/webp
      avif            image/avif
      jxl             image/jxl
      bmp             image/bmp
      tif tiff        image/tiff
      ico             image/vnd.microsoft.icon
      woff            font/woff
      woff2           font/woff2
      ttf             font/ttf
      otf             font/otf
      mp3             audio/mpeg
      m4a             audio/mp4
      aac             audio/aac
      flac            audio/flac
      oga ogg opus    audio/ogg
      wav             audio/wav
      weba            audio/webm
      mp4 m4v         video/mp4
      webm            video/webm
      ogv             video/ogg
      mov             video/quicktime
      mkv             video/matroska
      mpeg mpg        video/mpeg
      m3u8            application/vnd.apple.mpegurl
      mpd             application/dash+xml
      ts              video/mp2t
      """;

  private static final Map<String, String> BY_ENDING = read();

  private MediaTypes() {}

  static String of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String ending = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot < 0 ? UNKNOWN : BY_ENDING.getOrDefault(ending, UNKNOWN);
  }

  private static Map<String, String> read() {
    Map<String, String> byEnding = new HashMap<>();
    for (String row : TABLE.lines().toList()) {
      String[] words = row.split(" +");
      for (int i = 0; i < words.length - 1; i++) {
        byEnding.put(words[i], words[words.length - 1]);
      }
    }
    return Map.copyOf(byEnding);
  }
}
