package dev.eigenspark.chart;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every text of a chart. The chart library paints text as glyph outlines; knowing each text, its
 * font and hence its outline gives the text back, so that it can be searched, read aloud and set in
 * the reader's font.
 */
final class Labels {
  /** Where a text is held when the reader's font is wider or narrower than the measured one. */
  enum Anchor {
    START,
    MIDDLE
  }

  /** One text as painted; {@code turned} reads from bottom to top. */
  record Label(String text, Font font, Anchor anchor, boolean turned) {
    Shape outline(FontRenderContext context) {
      return new TextLayout(text, font, context).getOutline(turned ? quarterTurn() : null);
    }

    double width(FontRenderContext context) {
      return new TextLayout(text, font, context).getAdvance();
    }

    /** How much lower than its neighbours the library sets a text with descenders. */
    double sag(FontRenderContext context) {
      return (height(text, context) - height("d", context)) / 2;
    }

    private double height(String sample, FontRenderContext context) {
      return new TextLayout(sample, font, context).getBounds().getHeight();
    }
  }

  private final List<Label> known = new ArrayList<>();

  void add(Label label) {
    known.add(label);
  }

  /** Whether every label with this text is held in its middle. */
  boolean isCentred(String text) {
    return known.stream()
        .filter(label -> label.text().equals(text))
        .allMatch(label -> label.anchor() == Anchor.MIDDLE);
  }

  /** Finds texts by outline, as measured in {@code context}. */
  Finder in(FontRenderContext context) {
    return new Finder(context, known);
  }

  static AffineTransform quarterTurn() {
    return AffineTransform.getRotateInstance(-Math.PI / 2, 0, 0);
  }

  /** The texts by outline. */
  static final class Finder {
    private final Map<List<Float>, Label> byOutline = new HashMap<>();
    private final FontRenderContext context;
    private final List<Label> labels;
    private int indexed;

    private Finder(FontRenderContext context, List<Label> labels) {
      this.context = context;
      this.labels = labels;
    }

    Optional<Label> find(Shape outline) {
      // Tick labels become known one axis after the other, while painting goes on.
      for (; indexed < labels.size(); indexed++) {
        Label label = labels.get(indexed);
        byOutline.putIfAbsent(coordinates(label.outline(context)), label);
      }
      return Optional.ofNullable(byOutline.get(coordinates(outline)));
    }

    private static List<Float> coordinates(Shape shape) {
      List<Float> out = new ArrayList<>();
      float[] point = new float[6];
      for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
        int kind = path.currentSegment(point);
        out.add((float) kind);
        int used = kind == PathIterator.SEG_CUBICTO ? 6 : kind == PathIterator.SEG_QUADTO ? 4 : 2;
        for (int i = 0; i < (kind == PathIterator.SEG_CLOSE ? 0 : used); i++) {
          out.add(point[i]);
        }
      }
      return out;
    }
  }
}
