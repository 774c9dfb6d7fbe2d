package dev.unroll.run.page;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one picture as SVG, to stand inside an HTML page. Colors are classes of the style sheet; the JDK's XML writer
 * escapes whatever is text, and control characters become visible.
 */
public final class Svg {

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    /** Starts a picture in its natural size; {@code label} says what it shows to those who cannot see it. */
    public Svg(double width, double height, String label) {
        try {
            writer = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        open(
                "svg",
                "viewBox",
                "0 0 " + number(width) + " " + number(height),
                "width",
                width,
                "height",
                height,
                "preserveAspectRatio",
                "none",
                "role",
                "img",
                "aria-label",
                label);
    }

    /** Returns a bar that fills a share of whatever place it gets; {@code style} is the class of the style sheet. */
    public static Page.Markup bar(double share, String style) {
        var svg = new Svg(100, 10, Words.percent(share));
        return svg.element("rect", "class", style, "x", 0, "y", 0, "width", 100 * share, "height", 10)
                .finish();
    }

    /** Returns a bar whose color is the sign of a value, and which is full if its size is {@code largest}. */
    static Page.Markup signedBar(double value, double largest) {
        return bar(largest == 0 ? 0 : Math.abs(value) / largest, value < 0 ? "negative" : "positive");
    }

    /** Opens an element; attributes are names and values in turn. */
    public Svg open(String name, Object... attributes) {
        return write(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
    }

    /** Writes an element without content. */
    public Svg element(String name, Object... attributes) {
        return write(() -> {
            writer.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** Writes an element with a title, which appears when one points at it. */
    public Svg titled(String title, String name, Object... attributes) {
        return open(name, attributes).open("title").characters(title).close().close();
    }

    /** Writes text; {@code style} is the class of the style sheet. */
    public Svg text(double x, double y, String style, String content) {
        return open("text", "x", x, "y", y, "class", style).characters(content).close();
    }

    /** Writes a name of at most so many characters; the whole of a longer one appears when one points at it. */
    public Svg name(double x, double y, String style, String name, int most) {
        String shown = Words.shortened(name, most);
        open("text", "x", x, "y", y, "class", style).characters(shown);
        return (shown.equals(name) ? this : open("title").characters(name).close()).close();
    }

    /** Writes text as it is between two tags. */
    public Svg characters(String content) {
        return write(() -> writer.writeCharacters(Words.visible(content)));
    }

    /** Closes what was opened last. */
    public Svg close() {
        return write(writer::writeEndElement);
    }

    /** Ends the picture and returns it. */
    public Page.Markup finish() {
        write(writer::writeEndDocument);
        return new Page.Markup(text.toString());
    }

    /** Returns a length of a path, in tenths of a pixel. */
    public static String number(double value) {
        return rounded(value, 1);
    }

    private static String rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String written =
                    value instanceof Number given ? rounded(given.doubleValue(), 2) : Words.visible(value.toString());
            writer.writeAttribute(attributes[i].toString(), written);
        }
    }

    private interface Writing {
        void run() throws XMLStreamException;
    }

    private Svg write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }
}
