package org.zkmnist.auto.digit;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;

/**
 * Which of the dataset's images is meant: {@code training/0} or {@code test/17}.
 *
 * @param set {@code training} or {@code test}
 * @param index from 0
 */
record ImageName(String set, int index) {
    static final String TEST = "test";

    private static final Pattern FORM = Pattern.compile("(training|test)/(0|[1-9][0-9]{0,8})");

    /** The name that a text is, if it has the form of one; the index may be beyond the set. */
    static Optional<ImageName> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ImageName(form.group(1), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /**
     * The set that the image is in, which has such an image.
     *
     * @throws Refusal if the dataset is not there yet or the set has no such image
     */
    LabelledImages find(Supplier<Optional<Mnist>> dataset) throws Refusal {
        Mnist mnist =
                dataset.get().orElseThrow(() -> Refusal.notReady("the dataset is not read yet; try again in a moment"));
        LabelledImages images = set.equals(TEST) ? mnist.test() : mnist.training();
        if (index >= images.count()) {
            throw Refusal.notFound(
                    "there is no image " + set + "/" + index + ": the last one is " + set + "/" + (images.count() - 1));
        }
        return images;
    }
}
