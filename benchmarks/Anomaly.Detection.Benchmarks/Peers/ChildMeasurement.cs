using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Anomaly.Detection.Benchmarks.Measuring;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>Runs this very program again for one measurement.</summary>
internal static class ChildMeasurement
{
    private const int LongestReason = 160;

    /// <param name="arguments">For the child.</param>
    /// <param name="limit">After this long the child is ended.</param>
    /// <param name="stop">Ends the child at once.</param>
    /// <exception cref="OperationCanceledException">Stopped; the child has ended.</exception>
    public static async Task<PeerOutcome<TFigures>> RunAsync<TFigures>(string[] arguments, TimeSpan limit, CancellationToken stop)
        where TFigures : class
    {
        stop.ThrowIfCancellationRequested();
        using var child = new Process { StartInfo = Start(arguments) };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        child.Start();
        deadline.CancelAfter(limit);
        Task<string> output = child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = child.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await child.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            child.Kill(entireProcessTree: true);
            await child.WaitForExitAsync(CancellationToken.None);
            stop.ThrowIfCancellationRequested();
            return new PeerOutcome<TFigures>(null, string.Create(CultureInfo.InvariantCulture, $"not done within {limit.TotalSeconds:0} s"));
        }

        string? figures = Lines(await output).LastOrDefault(line => line.StartsWith('{'));
        return child.ExitCode == 0 && figures is not null
            ? new PeerOutcome<TFigures>(JsonSerializer.Deserialize<TFigures>(figures), null)
            : new PeerOutcome<TFigures>(null, $"failed with exit code {child.ExitCode}: {Reason(await errors, await output)}");
    }

    /// <summary>What the child does: measures and prints the figures for its parent, or why there are none.</summary>
    /// <param name="measure">The measurement.</param>
    /// <returns>The exit code.</returns>
    public static int Report<TFigures>(Func<TFigures> measure)
        where TFigures : class
    {
        // A terminal sends Ctrl-C to the child too; what to do about it is for the parent to say.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        try
        {
            Console.WriteLine(JsonSerializer.Serialize(measure()));
            return 0;
        }
        catch (Exception exception) when (exception is not UsageException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    // Under 'dotnet program.dll' the process is the host, and the program its first argument.
    private static ProcessStartInfo Start(string[] arguments)
    {
        string host = Environment.ProcessPath!;
        bool isShared = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return new ProcessStartInfo(host, isShared ? [typeof(ChildMeasurement).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static string Reason(string errors, string output)
    {
        string line = Lines(errors).FirstOrDefault() ?? Lines(output).LastOrDefault() ?? "it said nothing";
        return line.Length > LongestReason ? line[..LongestReason] + "…" : line;
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
