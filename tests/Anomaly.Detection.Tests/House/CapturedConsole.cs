namespace Anomaly.Detection.Tests.House;

/// <summary>Tests that look at the console run one after the other: there is only one of it.</summary>
[CollectionDefinition(nameof(Console), DisableParallelization = true)]
public sealed class ConsoleCollection;

/// <summary>Takes what is written to the console until it is disposed of.</summary>
internal sealed class CapturedConsole : IDisposable
{
#pragma warning disable CA2213 // The console's own writer is given back, not disposed of.
    private readonly TextWriter _original = Console.Out;
#pragma warning restore CA2213
    private readonly StringWriter _captured = new();

    public CapturedConsole() => Console.SetOut(_captured);

    /// <summary>What was written so far.</summary>
    public string Text => _captured.ToString();

    public void Dispose()
    {
        Console.SetOut(_original);
        _captured.Dispose();
    }
}
