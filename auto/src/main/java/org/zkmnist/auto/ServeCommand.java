package org.zkmnist.auto;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.zkmnist.Settings;
import org.zkmnist.auto.progress.ProgressDisplay;
import org.zkmnist.auto.server.ListeningSocket;
import org.zkmnist.auto.server.ServerSettings;
import org.zkmnist.auto.server.Service;
import org.zkmnist.auto.server.ServiceLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code modeller serve}: the job of {@code train}, and a server that shows it and gives out what it makes. */
@Command(
        name = "serve",
        description =
                "Does what train does, and serves a page that shows it and the artifacts; goes on serving until it is"
                        + " stopped. This is the default.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private RecipeOptions recipe;

    @Mixin
    private ServerOptions server;

    @Override
    public Integer call() throws IOException {
        Settings settings = recipe.settings(common);
        ServerSettings serverSettings = server.settings();
        ServiceLog log =
                new ServiceLog(System.err, server.logFormat(), Clock.systemUTC(), ProgressDisplay.isTerminal());
        try (ListeningSocket socket = ListeningSocket.open(server.host(), server.port());
                ProgressDisplay progress = ProgressDisplay.onStandardError(log::event);
                Service service = new Service(settings, serverSettings, log, progress)) {
            service.start(socket);
            print(socket);
            work(service, log);
            return service.hasFailed() ? ModellerCommand.FAILED : 0;
        }
    }

    /** Returns when the program is told to stop. */
    private static void work(Service service, ServiceLog log) {
        try {
            service.work();
        } catch (InterruptedException e) {
            log.event("stopping");
        }
    }

    private void print(ListeningSocket socket) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (common.json()) {
            Map<String, Object> result = new TreeMap<>();
            result.put("command", "serve");
            result.put("url", socket.url());
            result.put("port", socket.port());
            out.println(new ObjectMapper().writeValueAsString(result));
        } else {
            out.println("serving on " + socket.url());
        }
        out.flush();
    }
}
