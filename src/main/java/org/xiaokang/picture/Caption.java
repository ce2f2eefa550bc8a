package org.xiaokang.picture;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xiaokang.catalogue.XiaokangException;

/**
 * What stands around a picture, so that it can be read on its own.
 *
 * @param title the finding, or what is shown; Chinese and English as one likes
 * @param region what the figures are of
 * @param period the time they are of
 * @param release id of the release they are read from
 * @param note what must be said besides, such as "synthetic"; blank where nothing must
 */
public record Caption(String title, String region, String period, String release, String note) {
  /**
   * Nothing but the note may be blank.
   *
   * @throws XiaokangException naming what is
   */
  public Caption {
    require("title", title);
    require("region", region);
    require("period", period);
    require("release", release);
  }

  private static void require(String what, String text) {
    if (text.isBlank()) {
      throw new XiaokangException(
          "a picture needs a caption that says its title, region, period and release; its "
              + what
              + " is blank");
    }
  }

  /** The line below the title. */
  String subtitle() {
    return joined(Stream.of(region, period, note));
  }

  /** The line below the picture. */
  String footer() {
    return joined(Stream.of("Release " + release, note));
  }

  private static String joined(Stream<String> parts) {
    return parts.filter(part -> !part.isBlank()).collect(Collectors.joining(" · "));
  }
}
