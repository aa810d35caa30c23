package dev.eigenspark.chart;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A parsed figure. */
record Svg(Element root) {
  /** Parses without the network; fails when the text is not well-formed XML. */
  static Svg parse(String text) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setEntityResolver((name, where) -> new InputSource(new StringReader("")));
      return new Svg(builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  Stream<Element> elements(String name) {
    NodeList found = root.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  List<String> texts() {
    return elements("text").map(Element::getTextContent).toList();
  }

  /** Whether a path is an outlined letter: a filled area with curves. */
  static boolean isGlyph(Element path) {
    return path.getAttribute("stroke").equals("none") && path.getAttribute("d").contains("Q");
  }

  /** Width and height of the box around all round markers with a position of their own. */
  double[] markerBox() {
    double[] x = elements("circle").mapToDouble(c -> number(c, "cx")).toArray();
    double[] y = elements("circle").mapToDouble(c -> number(c, "cy")).toArray();
    // The last marker is the legend's.
    return new double[] {spread(x), spread(y)};
  }

  private static double spread(double[] values) {
    var range =
        IntStream.range(0, values.length - 1).mapToDouble(i -> values[i]).summaryStatistics();
    return range.getMax() - range.getMin();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
