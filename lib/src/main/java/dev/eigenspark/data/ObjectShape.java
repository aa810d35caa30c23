package dev.eigenspark.data;

import dev.eigenspark.Failure;
import java.io.Serializable;

/**
 * Size of the images of a dataset's objects. The bytes of an image come channel by channel, row by
 * row.
 *
 * @param height rows
 * @param width columns
 * @param channels colours, 1 for grey
 */
public record ObjectShape(int height, int width, int channels) implements Serializable {
  private static final int MAX_SIDE = 1024;
  private static final int MAX_CHANNELS = 16;

  /** Validates the sizes. */
  public ObjectShape {
    require("height", height, MAX_SIDE);
    require("width", width, MAX_SIDE);
    require("channels", channels, MAX_CHANNELS);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw Failure.data("objects: " + name + " " + value + " must be in [1, " + most + "]");
    }
  }

  /** Bytes of an image. */
  public int bytes() {
    return height * width * channels;
  }
}
