package org.zkmnist.notebook;

import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/** Where pictures appear: the output of the cell that is running. */
interface Screen {
    /** The screen of the kernel that this program runs in. */
    Screen KERNEL = new Screen() {
        @Override
        public String show(Picture picture) {
            return BaseNotebookStatics.display(picture);
        }

        @Override
        public void replace(String id, Picture picture) {
            BaseNotebookStatics.updateDisplay(id, picture);
        }
    };

    /** Adds a picture; returns the name by which it can be replaced. */
    String show(Picture picture);

    /** Puts another picture in the place of one that was shown, wherever that is. */
    void replace(String id, Picture picture);
}
