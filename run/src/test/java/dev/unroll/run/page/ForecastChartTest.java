package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.run.page.ForecastChart.Bar;
import dev.unroll.run.page.ForecastChart.Strip;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a picture of a forecast writes beside its curves. */
class ForecastChartTest {

    private static final Pattern TEXT = Pattern.compile("<text [^>]*>([^<]*)</text>");

    private static final ForecastChart CHART = new ForecastChart(
            "sales", List.of(1.0, 2.0, 4.0), List.of(3.0), List.of(), List.of(), step -> "day " + step);

    private static List<String> texts(Strip strip) {
        String drawn = CHART.draw(List.of(strip)).html();
        int below = drawn.indexOf(strip.name());
        return TEXT.matcher(drawn)
                .results()
                .filter(found -> found.start() > below)
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void aStripHasTheScaleOfItsLongestBar() {
        assertEquals(
                List.of("0", "0.5", "−0.5"),
                texts(new Strip("what wind did", List.of(new Bar(0, 1, 0.5, ""), new Bar(1, 2, -0.25, "")))));
    }

    @Test
    void aStripInWhichNothingDidAnythingHasNoScale() {
        assertEquals(List.of("0"), texts(new Strip("what wind did", List.of(new Bar(0, 1, 0, "")))));
    }
}
