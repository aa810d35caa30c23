package dev.eigenspark.jobs;

import dev.eigenspark.Failure;
import dev.eigenspark.Nearest;
import dev.eigenspark.data.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line, and the main class for {@code spark-submit}. Standard output is the command's
 * result alone; whatever goes wrong is one line on standard error and the exit code of its {@link
 * Failure.Kind}, and with {@code --json} the object of {@link FailureOutput} on standard output.
 * {@code -Deigenspark.trace=true} or {@code EIGENSPARK_TRACE=true} adds the stack trace.
 */
@Command(
    name = "eigenspark",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Synthetic sequence data, recurrent networks and their analysis on Apache Spark.",
    subcommands = {
      RunCommand.class,
      GenerateCommand.class,
      TrainCommand.class,
      AnalyzeCommand.class,
      AblateCommand.class,
      ReportCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      ListCommand.class
    },
    footer = {
      "",
      "Start with: ./eigenspark run conf/experiments/quickstart.conf",
      "Exit codes: 0 ok, 2 usage, 3 configuration, 4 data missing or damaged, 5 training"
          + " diverged, 6 infrastructure."
    })
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintStream results = System.out;
    // Libraries print to System.out as they please.
    System.setOut(System.err);
    int code = execute(args, results, System.err);
    results.flush();
    System.exit(code);
  }

  /**
   * Runs one command.
   *
   * @param out receives the result: a few lines, or with {@code --json} one JSON object, also of a
   *     failure
   * @param err receives a failure, as one line
   * @return the exit code
   */
  public static int execute(String[] args, PrintStream out, PrintStream err) {
    // As written, for a command line that cannot be parsed asks for JSON too.
    FailureOutput failures = new FailureOutput(List.of(args).contains("--json"), out, err);
    CommandLine line =
        new CommandLine(new Main())
            .setExpandAtFiles(false)
            .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
            .setExecutionStrategy(parsed -> runAndPrint(parsed, out))
            .setParameterExceptionHandler((e, words) -> failures.tell(usage(e)))
            .setExecutionExceptionHandler((e, command, parsed) -> failures.tell(Diagnosis.of(e)));
    try {
      return line.execute(args);
    } catch (Error e) { // Out of memory, a class or native library that is not there.
      return failures.tell(Diagnosis.of(e));
    }
  }

  private static int runAndPrint(ParseResult parsed, PrintStream out) {
    int code = new CommandLine.RunLast().execute(parsed);
    ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    if (last.commandSpec().commandLine().getExecutionResult() instanceof Outcome outcome) {
      if (last.hasMatchedOption("--json")) {
        out.print(Json.write(outcome.summary()));
      } else {
        outcome.lines().forEach(out::println);
      }
    }
    return code;
  }

  private static Failure usage(ParameterException e) {
    CommandLine line = e.getCommandLine();
    boolean noSuchCommand =
        e instanceof UnmatchedArgumentException unmatched
            && line.getParent() == null
            && !unmatched.isUnknownOption();
    if (noSuchCommand) {
      String word = ((UnmatchedArgumentException) e).getUnmatched().get(0);
      return Failure.usage(
          "unknown command '"
              + word
              + "'"
              + Nearest.suggestion(word, line.getSubcommands().keySet()));
    }
    String command = line.getCommandSpec().qualifiedName();
    return Failure.usage(e.getMessage() + "; see ./" + command + " --help");
  }
}
