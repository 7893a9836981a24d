package org.zkmnist.notebook;

import org.zkmnist.ModellerListener;

/** Shows what the modeller has to say, a paragraph a line, in the cell that is running. */
class NoticeDisplay implements ModellerListener {
    private final Screen screen;

    NoticeDisplay(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void notice(String line) {
        screen.show(Picture.html("<p><b>Note:</b> " + Html.escape(line) + "</p>", "Note: " + line));
    }
}
