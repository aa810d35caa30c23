package dev.eigenspark.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line on standard error that tells how far a long operation is: steps done, rate, estimated
 * time left, and a note such as the loss. Rewritten in place on a terminal, otherwise printed as
 * plain lines at a bounded rate.
 *
 * <p>Not safe for several threads at once.
 */
public final class Progress implements AutoCloseable {
  /** How it shows. */
  public enum Style {
    /** One line, rewritten. */
    TERMINAL,
    /** Lines for a log. */
    PLAIN,
    /** Nothing. */
    QUIET;

    /** TERMINAL when a person is watching, else PLAIN. */
    public static Style detect() {
      return System.console() == null ? PLAIN : TERMINAL;
    }

    private long nanosBetweenLines() {
      return this == TERMINAL ? 100_000_000L : 10_000_000_000L;
    }
  }

  private static final String TO_LINE_START_AND_CLEAR = "\r\u001b[K";

  private final String label;
  private final long total;
  private final Style style;
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final long started;
  private long done;
  private long resumedAt;
  private String note = "";
  private long shownAt;
  private boolean stale = true;

  /** For tests: an explicit stream and clock. */
  Progress(String label, long total, Style style, PrintStream out, LongSupplier nanoTime) {
    if (total < 1) {
      throw new IllegalArgumentException("total " + total + " must be at least 1");
    }
    this.label = label;
    this.total = total;
    this.style = style;
    this.out = out;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.shownAt = started - style.nanosBetweenLines();
  }

  /** Begins an operation of {@code total} steps, at least 1. */
  public static Progress start(String label, long total, Style style) {
    return new Progress(label, total, style, System.err, System::nanoTime);
  }

  /**
   * Says that {@code steps} were done by an earlier process, so that they do not count as speed.
   */
  public void resumeAt(long steps) {
    done = steps;
    resumedAt = steps;
  }

  /**
   * Says how far it is.
   *
   * @param steps steps done in all
   * @param text a note, for instance {@code loss 0.1234}; may be empty
   */
  public void update(long steps, String text) {
    done = steps;
    note = text;
    stale = true;
    long now = nanoTime.getAsLong();
    if (now - shownAt >= style.nanosBetweenLines()) {
      show(now);
    }
  }

  /** Shows the last state, and ends the line. */
  @Override
  public void close() {
    if (stale) {
      show(nanoTime.getAsLong());
    }
    if (style == Style.TERMINAL) {
      out.println();
    }
  }

  private void show(long now) {
    shownAt = now;
    stale = false;
    switch (style) {
      case TERMINAL -> {
        out.print(TO_LINE_START_AND_CLEAR + line(now));
        out.flush();
      }
      case PLAIN -> out.println(line(now));
      case QUIET -> {}
    }
  }

  private String line(long now) {
    double seconds = (now - started) / 1e9;
    double rate = seconds > 0 ? (done - resumedAt) / seconds : 0;
    long percent = Math.min(100, 100 * done / total);
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%s %d/%d (%d%%)", label, done, total, percent));
    if (rate > 0) {
      line.append(
          rate >= 1
              ? String.format(Locale.ROOT, " %.1f/s", rate)
              : String.format(Locale.ROOT, " %.1f s each", 1 / rate));
      line.append(done < total ? " ETA " + duration((total - done) / rate) : "");
    }
    line.append(done < total ? "" : " in " + duration(seconds));
    return note.isEmpty() ? line.toString() : line.append(' ').append(note).toString();
  }

  /** {@code 4:07} or {@code 1:02:09}. */
  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    long hours = whole / 3600;
    return hours > 0
        ? String.format(Locale.ROOT, "%d:%02d:%02d", hours, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
