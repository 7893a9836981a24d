package org.zkmnist.auto.digit;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;

/** Reads the digit in a request's body: JSON or PNG, of bounded length. */
final class DigitBody {
    static final String JSON = "application/json";
    static final String PNG = "image/png";
    static final String MEDIA_TYPES = JSON + ", " + PNG;

    /** 784 numbers as Python or JavaScript write them take up to 20 KB. */
    static final int MOST_JSON_BYTES = 128 * 1024;

    static final int MOST_PNG_BYTES = 2 * 1024 * 1024;

    /** Pictures that may be in memory at the same time, waiting to be unpacked one after the other. */
    private static final int MOST_PICTURES = 8;

    private static final Semaphore PICTURES = new Semaphore(MOST_PICTURES);

    private DigitBody() {}

    /**
     * @throws Refusal if the body is no digit, of another type, too long or does not come to its end
     */
    static Digit read(Context context) throws Refusal {
        requireUncompressed(context);
        String type = mediaType(context);
        return switch (type) {
            case JSON -> Digit.ofPixels(PixelsJson.parse(content(context, MOST_JSON_BYTES)));
            case PNG -> picture(context);
            default ->
                throw Refusal.unsupported(
                        (type.isEmpty() ? "the request has no Content-Type" : "Content-Type is " + OneLine.of(type))
                                + "; expected " + JSON + " or " + PNG);
        };
    }

    private static Digit picture(Context context) throws Refusal {
        if (!PICTURES.tryAcquire()) {
            throw Refusal.notReady(MOST_PICTURES + " pictures are being read already; send this one again in a moment");
        }
        try {
            return DrawnDigit.read(content(context, MOST_PNG_BYTES));
        } finally {
            PICTURES.release();
        }
    }

    private static void requireUncompressed(Context context) throws Refusal {
        String encoding = context.header("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
            throw Refusal.unsupported("Content-Encoding is " + OneLine.of(encoding)
                    + "; send the body as it is, without Content-Encoding");
        }
    }

    /** The media type without parameters, in lower case; empty if there is none. */
    private static String mediaType(Context context) {
        String type = context.header("Content-Type");
        if (type == null) {
            return "";
        }
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim().toLowerCase(Locale.ROOT);
    }

    private static byte[] content(Context context, int most) throws Refusal {
        // A length that is announced is refused at once; a chunked body has none and is counted.
        byte[] content = context.req().getContentLengthLong() > most ? null : received(context, most + 1);
        if (content == null || content.length > most) {
            throw Refusal.tooLarge(
                    "the body is longer than " + most + " bytes, the most that is read of " + mediaType(context));
        }
        if (content.length == 0) {
            throw Refusal.badRequest("the body is empty; expected a digit as " + JSON + " or " + PNG);
        }
        return content;
    }

    private static byte[] received(Context context, int most) throws Refusal {
        try {
            return context.bodyInputStream().readNBytes(most);
        } catch (IOException e) {
            if (e instanceof InterruptedIOException || e.getCause() instanceof TimeoutException) {
                throw Refusal.timedOut("the rest of the body did not come in time; send it again");
            }
            throw Refusal.badRequest("the body breaks off before its end; send it again");
        }
    }
}
