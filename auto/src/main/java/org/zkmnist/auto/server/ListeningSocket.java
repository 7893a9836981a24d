package org.zkmnist.auto.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/**
 * The port, opened before anything else is loaded: whoever connects from then on is answered as soon as the server is up,
 * and is not refused.
 */
public final class ListeningSocket implements AutoCloseable {
    private static final int WAITING_CONNECTIONS = 256;

    private final ServerSocketChannel channel;

    private ListeningSocket(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * @param host name or address of this machine to listen on
     * @param port 0 for any that is free
     * @throws IOException with one line to show, if that cannot be had
     */
    public static ListeningSocket open(String host, int port) throws IOException {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException(
                    "cannot listen on '" + host + "': there is no such host; --host takes an address of this machine,"
                            + " 0.0.0.0 for all of them",
                    e);
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(address, port), WAITING_CONNECTIONS);
            return new ListeningSocket(channel);
        } catch (IOException e) {
            channel.close();
            throw new IOException(explain(host, port, e), e);
        }
    }

    private static String explain(String host, int port, IOException problem) {
        String reason = String.valueOf(problem.getMessage());
        if (reason.contains("in use")) {
            return "port " + port + " on " + host
                    + " is in use: stop the program that uses it, or choose another with --port";
        }
        if (reason.contains("ermission")) {
            return "port " + port + " on " + host + " needs more rights: choose one from 1024 on with --port";
        }
        if (problem instanceof BindException && reason.contains("assign")) {
            return "cannot listen on " + host
                    + ": it is no address of this machine; --host takes one, 0.0.0.0 for all of them";
        }
        return "cannot listen on port " + port + " on " + host + ": " + reason;
    }

    public int port() {
        return channel.socket().getLocalPort();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Where a browser on this machine finds the server. */
    public String url() {
        InetAddress address = channel.socket().getInetAddress();
        String host =
                address.isAnyLocalAddress() || address.isLoopbackAddress() ? "localhost" : address.getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
