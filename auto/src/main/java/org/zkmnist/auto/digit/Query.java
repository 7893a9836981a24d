package org.zkmnist.auto.digit;

import io.javalin.http.Context;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.zkmnist.dataset.LabelledImages;
import org.zkmnist.dataset.Mnist;
import org.zkmnist.export.EzklJson;

/** Reads the parameters after a URL's question mark. */
final class Query {
    private Query() {}

    /**
     * The {@code input.json} that {@code ?image=} or {@code ?pixels=} asks for.
     *
     * @throws Refusal if there is none of them or both, or it names no image
     */
    static byte[] inputJson(Context context, Supplier<Optional<Mnist>> dataset) throws Refusal {
        Optional<String> image = single(context, "image");
        Optional<String> pixels = single(context, "pixels");
        if (image.isPresent() == pixels.isPresent()) {
            throw Refusal.badRequest((image.isPresent() ? "both image and pixels are given" : "no image is given")
                    + "; expected either ?image=training/0 or ?pixels= with 784 bytes in base64url");
        }
        if (pixels.isPresent()) {
            return EzklJson.input(greyPixels(pixels.get()));
        }
        ImageName name = ImageName.parse(image.get())
                .orElseThrow(() -> Refusal.badRequest(
                        "image is \"" + OneLine.of(image.get()) + "\"; expected a name such as training/0 or test/17"));
        return EzklJson.input(name.find(dataset), name.index());
    }

    private static float[] greyPixels(String base64) throws Refusal {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("pixels is not base64url (RFC 4648, letters, digits, - and _): "
                    + OneLine.of(String.valueOf(e.getMessage())));
        }
        if (bytes.length != LabelledImages.PIXELS) {
            throw Refusal.badRequest(
                    "pixels holds " + bytes.length + " bytes; expected " + LabelledImages.PIXELS + ", 28 rows of 28");
        }
        LabelledImages single = new LabelledImages(bytes, new byte[1]);
        float[] pixels = new float[LabelledImages.PIXELS];
        for (int pixel = 0; pixel < pixels.length; pixel++) {
            pixels[pixel] = single.unrounded(0, pixel);
        }
        return pixels;
    }

    /**
     * A parameter that is a whole number.
     *
     * @throws Refusal if it is given and is no number between the two, which are included
     */
    static int number(Context context, String name, int without, int least, int most) throws Refusal {
        Optional<String> text = single(context, name);
        if (text.isEmpty()) {
            return without;
        }
        if (text.get().matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw Refusal.badRequest(
                name + " is \"" + OneLine.of(text.get()) + "\"; expected a number from " + least + " to " + most);
    }

    private static Optional<String> single(Context context, String name) throws Refusal {
        List<String> values = context.queryParams(name);
        if (values.size() > 1) {
            throw Refusal.badRequest(name + " is given " + values.size() + " times; expected it once");
        }
        return values.stream().findFirst();
    }
}
