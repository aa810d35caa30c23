package dev.eigenspark.chart;

import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;

/** Writes the outline of a known text as that text. */
final class TextGraphics extends SVGGraphics2D {
  private final Labels labels;
  private final Labels.Finder finder;

  TextGraphics(SVGGeneratorContext context, Labels labels) {
    super(context, false);
    this.labels = labels;
    this.finder = labels.in(getFontRenderContext());
  }

  @Override
  public void fill(Shape shape) {
    finder.find(shape).ifPresentOrElse(this::write, () -> super.fill(shape));
  }

  private void write(Labels.Label label) {
    AffineTransform before = getTransform();
    if (label.turned()) {
      transform(Labels.quarterTurn());
    }
    FontRenderContext context = getFontRenderContext();
    setFont(label.font());
    if (labels.isCentred(label.text())) {
      drawString(label.text(), (float) label.width(context) / 2, 0f);
    } else {
      drawString(label.text(), 0f, (float) -label.sag(context));
    }
    setTransform(before);
  }
}
