package org.zkmnist.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table: a row of headings, then rows of plain text or numbers, numbers to the right. */
public final class Table {
    private final List<String> headings;
    private final List<List<Object>> rows = new ArrayList<>();

    private Table(List<String> headings) {
        this.headings = headings;
    }

    public static Table of(String... headings) {
        return new Table(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @param values one a heading; {@link Number}s stand to the right, with a comma at each thousand where they are whole
     * @throws IllegalArgumentException if there are more or fewer values than headings
     */
    public Table row(Object... values) {
        if (values.length != headings.size()) {
            throw new IllegalArgumentException(
                    "expected " + headings.size() + " values for " + headings + ", found " + values.length);
        }
        rows.add(List.of(values));
        return this;
    }

    public Picture picture() {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        for (String heading : headings) {
            html.append("<th style='text-align:left'>")
                    .append(Html.escape(heading))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<Object> row : rows) {
            html.append("<tr>");
            for (Object value : row) {
                html.append(value instanceof Number ? "<td style='text-align:right'>" : "<td style='text-align:left'>")
                        .append(Html.escape(text(value)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return Picture.html(html.append("</tbody></table>").toString(), words());
    }

    private String words() {
        return String.join(" | ", headings)
                + rows.stream()
                        .map(row -> "\n" + row.stream().map(Table::text).collect(Collectors.joining(" | ")))
                        .collect(Collectors.joining());
    }

    private static String text(Object value) {
        return value instanceof Integer || value instanceof Long
                ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue())
                : value.toString();
    }
}
