package org.zkmnist.auto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.zkmnist.VerificationReport;
import org.zkmnist.VerifiedFile;
import org.zkmnist.export.ArtifactFile;
import org.zkmnist.export.ArtifactSet;

/** Prints what a command led to on standard output: for people, or as one JSON object for scripts. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Results() {}

    static void print(PrintWriter out, String command, Path directory, ArtifactSet artifacts, boolean json)
            throws JsonProcessingException {
        ObjectNode result = JSON.createObjectNode();
        result.put("command", command);
        result.put("output", directory.toAbsolutePath().normalize().toString());
        ObjectNode files = result.putObject("files");
        for (String name : ArtifactSet.FILE_NAMES) {
            ArtifactFile file = artifacts.measure(name);
            files.putObject(name).put("bytes", file.size()).put("sha256", file.sha256());
            if (!json) {
                out.println(file.sha256() + "  " + directory.resolve(name));
            }
        }
        finish(out, result, json);
    }

    static void print(PrintWriter out, VerificationReport report, boolean json) throws JsonProcessingException {
        ObjectNode result = JSON.createObjectNode();
        result.put("command", "verify");
        result.put("same", report.same());
        ObjectNode files = result.putObject("files");
        for (VerifiedFile file : report.files()) {
            ObjectNode entry = files.putObject(file.name());
            entry.put("same", file.same());
            entry.put("repeatedSha256", file.repeated());
            entry.put("foundSha256", file.found().orElse(null));
            if (!json) {
                out.println(line(file));
            }
        }
        ArrayNode remarks = result.putArray("remarks");
        for (String remark : report.remarks()) {
            remarks.add(remark);
            if (!json) {
                out.println(remark);
            }
        }
        finish(out, result, json);
    }

    private static String line(VerifiedFile file) {
        if (file.same()) {
            return file.name() + ": the same, SHA-256 " + file.repeated();
        }
        return file.name() + ": DIFFERENT, "
                + file.found().map(found -> "has SHA-256 " + found).orElse("is missing") + ", repeated "
                + file.repeated();
    }

    private static void finish(PrintWriter out, ObjectNode result, boolean json) throws JsonProcessingException {
        if (json) {
            out.println(JSON.writeValueAsString(result));
        }
        out.flush();
    }
}
