package org.zkmnist.auto;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.zkmnist.auto.server.ServerSettings;
import org.zkmnist.auto.server.ServiceLog;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say where the server listens, to whom it answers and how it logs. */
final class ServerOptions {
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern HOST_NAME = Pattern.compile("[\\w-]+(\\.[\\w-]+)*\\.?");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Port to listen on, 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address of this machine to listen on, 0.0.0.0 for all of them. Default: ${DEFAULT-VALUE}, which only"
                            + " this machine reaches.")
    private String host;

    @Option(
            names = "--hosts",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Host names, separated by commas, under which the server may be asked besides localhost, IP addresses"
                            + " and this machine's own name.")
    private List<String> hosts;

    @Option(
            names = "--log-format",
            paramLabel = "NAME",
            defaultValue = "text",
            description = "How log lines look: text or json. Default: ${DEFAULT-VALUE}.")
    private String logFormat;

    int port() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw wrong("--port", String.valueOf(port), "0 to " + HIGHEST_PORT);
        }
        return port;
    }

    String host() {
        return host;
    }

    ServerSettings settings() {
        List<String> names = hosts == null ? List.of() : hosts;
        for (String name : names) {
            if (!HOST_NAME.matcher(name).matches()) {
                throw wrong("--hosts", "'" + name + "'", "host names without port, separated by commas");
            }
        }
        port();
        return ServerSettings.of(names);
    }

    ServiceLog.Format logFormat() {
        return switch (logFormat.toLowerCase(Locale.ROOT)) {
            case "text" -> ServiceLog.Format.TEXT;
            case "json" -> ServiceLog.Format.JSON;
            default -> throw wrong("--log-format", "'" + logFormat + "'", "text or json");
        };
    }

    private ParameterException wrong(String option, String value, String expected) {
        return new ParameterException(
                spec.commandLine(), "Invalid value for option '" + option + "': " + value + ", expected " + expected);
    }
}
