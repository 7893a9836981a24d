package org.zkmnist.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReasonTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new UnknownHostException("mirror.example"), "unknown host"),
                arguments(connectFailure(new UnresolvedAddressException()), "unknown host"),
                arguments(new HttpConnectTimeoutException("HTTP connect timed out"), "no connection in time"),
                arguments(new ConnectException(), "connection refused"),
                arguments(new AccessDeniedException("/data/file"), "permission denied"),
                arguments(new FileAlreadyExistsException("/data"), "/data is no directory"),
                arguments(new NoSuchFileException("/data/file"), "no such file or directory"),
                arguments(new ClosedByInterruptException(), "interrupted"),
                arguments(
                        new FileSystemException("/data/file", null, "Read-only file system"), "Read-only file system"),
                arguments(new IOException("No space left on device"), "No space left on device"),
                arguments(new IOException("first line\n\tsecond  line"), "first line second line"),
                arguments(new EOFException(), "EOFException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theReasonIsAFewWordsInOneLine(IOException failure, String reason) {
        assertThat(FailureReason.of(failure)).isEqualTo(reason);
    }

    private static IOException connectFailure(Throwable cause) {
        ConnectException failure = new ConnectException();
        failure.initCause(cause);
        return failure;
    }
}
