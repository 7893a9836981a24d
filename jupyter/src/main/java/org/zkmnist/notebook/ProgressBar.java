package org.zkmnist.notebook;

/** A bar with words beside it that stays in its place in the cell. */
final class ProgressBar {
    private final Screen screen;
    private String id;

    ProgressBar(Screen screen) {
        this.screen = screen;
    }

    /** @param label plain text */
    void show(long done, long total, String label) {
        Picture picture = Picture.html(
                "<progress value='" + done + "' max='" + total
                        + "' style='width:32%; vertical-align:middle'></progress>" + "&nbsp; " + Html.escape(label),
                done + " of " + total + ": " + label);
        if (id == null) {
            id = screen.show(picture);
        } else {
            screen.replace(id, picture);
        }
    }
}
