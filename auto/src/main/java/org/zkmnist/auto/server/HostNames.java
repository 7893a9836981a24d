package org.zkmnist.auto.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The names under which this server may be asked: {@code localhost}, every IP address, the machine's own name, and those
 * that the user has named.
 *
 * <p>A page of somebody else's can have its own name point to this machine (DNS rebinding), and would then share an
 * origin with the server; it cannot do that with any of these names.
 */
final class HostNames {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+(%25?[\\w.-]+)?]");

    private final Set<String> names = new HashSet<>();
    private final Supplier<String> machineName;
    private Set<String> machineNames;

    HostNames(Collection<String> named) {
        this(named, HostNames::nameOfThisMachine);
    }

    /** @param machineName asked only when a name is not known otherwise, since finding out may take long */
    HostNames(Collection<String> named, Supplier<String> machineName) {
        this.machineName = machineName;
        names.add("localhost");
        named.forEach(name -> names.add(normal(name)));
    }

    /** @param host without a port, an IPv6 address in brackets */
    boolean serves(String host) {
        if (IPV4.matcher(host).matches() || IPV6.matcher(host).matches()) {
            return true;
        }
        String name = normal(host);
        return names.contains(name) || machineNames().contains(name);
    }

    private synchronized Set<String> machineNames() {
        if (machineNames == null) {
            String name = normal(machineName.get());
            machineNames = new HashSet<>();
            if (!name.isEmpty()) {
                machineNames.add(name);
                machineNames.add(name.replaceFirst("\\..*", ""));
            }
        }
        return machineNames;
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    private static String nameOfThisMachine() {
        Path told = Path.of("/proc/sys/kernel/hostname");
        try {
            if (Files.isReadable(told)) {
                return Files.readString(told).strip();
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            // It is then known by addresses only.
            return "";
        }
    }
}
