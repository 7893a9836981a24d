package org.zkmnist.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A screen without a notebook, which remembers what is on it and everything that ever was. */
final class RecordingScreen implements Screen {
    private final Map<String, Picture> present = new LinkedHashMap<>();
    final List<Picture> everything = new ArrayList<>();

    @Override
    public String show(Picture picture) {
        String id = "picture " + present.size();
        present.put(id, picture);
        everything.add(picture);
        return id;
    }

    @Override
    public void replace(String id, Picture picture) {
        if (!present.containsKey(id)) {
            throw new AssertionError("nothing was shown as " + id);
        }
        present.put(id, picture);
        everything.add(picture);
    }

    /** What a reader sees now, in words. */
    List<String> words() {
        return present.values().stream().map(Picture::toString).toList();
    }
}
