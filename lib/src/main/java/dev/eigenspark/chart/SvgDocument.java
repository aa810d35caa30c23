package dev.eigenspark.chart;

import dev.eigenspark.Failure;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Paints a chart into an SVG document that scales with the page and uses the reader's fonts. */
final class SvgDocument {
  static final String FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

  /** Decimals of coordinates: a hundredth of a pixel stays sharp in print. */
  private static final int DECIMALS = 2;

  static {
    // Painting into a document needs no screen; a desktop's toolkit would only slow the start.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private SvgDocument() {}

  static String paint(Plot drawing) {
    XYChart plot = drawing.chart();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
    context.setComment(null);
    context.setPrecision(DECIMALS);
    SVGGraphics2D graphics = new TextGraphics(context, drawing.labels());
    plot.paint(graphics, plot.getWidth(), plot.getHeight());
    Element root = graphics.getRoot();
    root.setAttribute("viewBox", "0 0 " + plot.getWidth() + " " + plot.getHeight());
    root.setAttribute("width", Integer.toString(plot.getWidth()));
    root.setAttribute("height", Integer.toString(plot.getHeight()));
    root.setAttribute("role", "img");
    useReadersFonts(root, drawing.labels());
    return write(graphics, root);
  }

  /** Java's own font names mean nothing to a browser or a printer. */
  private static void useReadersFonts(Node node, Labels labels) {
    if (node instanceof Element element && element.hasAttribute("font-family")) {
      element.setAttribute("font-family", FONTS);
    }
    if (node instanceof Element element
        && element.getTagName().equals("text")
        && labels.isCentred(element.getTextContent())) {
      element.setAttribute("text-anchor", "middle");
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      useReadersFonts(child, labels);
    }
  }

  private static String write(SVGGraphics2D graphics, Element root) {
    StringWriter out = new StringWriter();
    try {
      graphics.stream(root, out, false, false);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot write a figure as SVG: " + e.getMessage(), e);
    }
    return out.toString();
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument("http://www.w3.org/2000/svg", "svg", null);
    } catch (ParserConfigurationException e) {
      throw Failure.infrastructure("cannot make an XML document: " + e.getMessage(), e);
    }
  }

  /** A machine without fonts fails deep inside AWT with errors that do not say so. */
  static void requireFonts() {
    try {
      FontRenderContext context = new FontRenderContext(null, true, true);
      new Font(Font.SANS_SERIF, Font.PLAIN, 12).getStringBounds("0", context);
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw Failure.infrastructure(
          "figures need a font to measure text with: install fontconfig and one font, for instance"
              + " the package fonts-dejavu-core",
          e);
    }
  }
}
