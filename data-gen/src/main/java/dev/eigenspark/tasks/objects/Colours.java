package dev.eigenspark.tasks.objects;

import dev.eigenspark.data.ObjectShape;
import dev.eigenspark.data.ObjectTable;
import dev.eigenspark.rng.CounterRandom;
import dev.eigenspark.rng.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Grey images in colours: each pixel is grey value times colour, so that a white ground takes the
 * colour and what is black stays black (Kerg et al. 2022, released code). Colour i has red, green
 * and blue uniform in [0, 255]: the first draws of row i of the stream {@link Streams#COLOURS} of
 * seed 0. The colours 0 to c-1 are the same for every c and every seed.
 */
public final class Colours {
  private static final long SEED = 0;
  private static final int CHANNELS = 3;
  private static final int WHITE = 255;

  /** Size of every image. */
  public static final ObjectShape SHAPE = new ObjectShape(ObjectSet.SIDE, ObjectSet.SIDE, CHANNELS);

  private Colours() {}

  /**
   * Every grey object in every colour: object s in colour k is number s * colours + k.
   *
   * @param colours how many colours there are
   */
  public static ObjectTable paint(ObjectTable grey, int colours) {
    int[][] all = draw(colours);
    List<DrawnObject> objects = new ArrayList<>();
    for (int object = 0; object < grey.count(); object++) {
      for (int[] colour : all) {
        String source = "%s, %s".formatted(grey.source(object), name(colour));
        objects.add(new DrawnObject(paint(grey, object, colour), source));
      }
    }
    return DrawnObject.table(SHAPE, objects);
  }

  private static int[][] draw(int count) {
    CounterRandom random = new CounterRandom(SEED, Streams.COLOURS, 0);
    int[][] colours = new int[count][CHANNELS];
    for (int i = 0; i < count; i++) {
      random.seek(i);
      for (int channel = 0; channel < CHANNELS; channel++) {
        colours[i][channel] = random.nextInt(WHITE + 1);
      }
    }
    return colours;
  }

  private static byte[] paint(ObjectTable grey, int object, int[] colour) {
    int pixels = ObjectSet.SHAPE.bytes();
    byte[] image = new byte[SHAPE.bytes()];
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0; i < pixels; i++) {
        int product = grey.pixel(object, i) * colour[channel];
        image[channel * pixels + i] = (byte) ((product + WHITE / 2) / WHITE);
      }
    }
    return image;
  }

  /** As in {@code #FF8000}. */
  static String name(int[] colour) {
    return String.format(Locale.ROOT, "#%02X%02X%02X", colour[0], colour[1], colour[2]);
  }
}
