package org.zkmnist.notebook;

/** Where pictures appear: the output of the cell that is running. */
interface Screen {
    /** The screen of the kernel that this program runs in. */
    Screen KERNEL = new KernelScreen();

    /** Adds a picture; returns the name by which it can be replaced. */
    String show(Picture picture);

    /** Puts another picture in the place of one that was shown, wherever that is. */
    void replace(String id, Picture picture);
}
