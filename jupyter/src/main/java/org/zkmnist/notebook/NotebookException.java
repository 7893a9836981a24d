package org.zkmnist.notebook;

/**
 * Says in one sentence what went wrong and what to do. The kernel prints where an exception came from, and that of its
 * cause too; so this one comes from nowhere and carries its cause in words.
 */
public final class NotebookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotebookException(String sentence) {
        super(sentence, null, false, false);
    }
}
