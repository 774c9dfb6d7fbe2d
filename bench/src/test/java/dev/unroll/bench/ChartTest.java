package dev.unroll.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ChartTest {

    private final String svg = new Chart(
                    "a title",
                    List.of(new Chart.Panel(
                            "batch",
                            List.of(
                                    new Chart.Line("1 thread", List.of(new Chart.Dot(1, 2), new Chart.Dot(256, 300))),
                                    new Chart.Line("2 threads", List.of(new Chart.Dot(1, 2.5)))))))
            .toSvg();

    @Test
    void everyDotAndLineIsDrawnInAnXmlDocument() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertEquals(3, document.getElementsByTagName("circle").getLength());
        assertEquals(2, document.getElementsByTagName("polyline").getLength());
    }

    @Test
    void namesOfAxesAndLinesAreWritten() {
        assertTrue(List.of("a title", "batch", "1 thread", "2 threads").stream().allMatch(svg::contains), svg);
    }
}
