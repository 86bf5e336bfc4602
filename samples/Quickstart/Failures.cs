namespace Quickstart;

/// <summary>What ends the program early.</summary>
internal static class Failures
{
    /// <summary>From here on, what fails is told in one line on standard error with exit code 1, as a command of a shell does, not by a stack trace.</summary>
    public static void EndInOneLine() => AppDomain.CurrentDomain.UnhandledException += (_, failure) =>
    {
        Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message.ReplaceLineEndings(" ")}");
        Environment.Exit(1);
    };
}
