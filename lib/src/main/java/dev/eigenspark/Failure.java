package dev.eigenspark;

/**
 * A problem that the user can act on: one clear line with the offending value and what would be
 * right, and the process exit code that tells scripts what kind it was.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, with the exit code of the command-line contract. */
  public enum Kind {
    USAGE(2),
    CONFIGURATION(3),
    DATA(4),
    DIVERGED(5),
    INFRASTRUCTURE(6);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit code of the process for this kind. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  /**
   * A failure of {@code kind} with a one-line message.
   *
   * @param cause what lay below, or null
   */
  public Failure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** A wrong command line: unknown option, an output that is already there. */
  public static Failure usage(String message) {
    return new Failure(Kind.USAGE, message, null);
  }

  /** A wrong setting. */
  public static Failure configuration(String message) {
    return new Failure(Kind.CONFIGURATION, message, null);
  }

  /** Data that is missing or damaged. */
  public static Failure data(String message) {
    return new Failure(Kind.DATA, message, null);
  }

  /** Training that produced a non-finite value. */
  public static Failure diverged(String message) {
    return new Failure(Kind.DIVERGED, message, null);
  }

  /** Disk, network or cluster trouble. */
  public static Failure infrastructure(String message, Throwable cause) {
    return new Failure(Kind.INFRASTRUCTURE, message, cause);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
