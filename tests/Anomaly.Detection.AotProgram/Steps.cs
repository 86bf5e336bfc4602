using System.Runtime.CompilerServices;

namespace Anomaly.Detection.AotProgram;

/// <summary>Counts and prints what held, so that the test that runs this program can read it.</summary>
internal sealed class Steps
{
    private int _held;
    private int _failed;

    /// <summary>Prints one step: <c>ok</c> or <c>FAILED</c>, and the condition as it stands in the code.</summary>
    public void Check(string step, bool holds, [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        if (holds) _held++;
        else _failed++;
        Console.WriteLine($"{(holds ? "ok" : "FAILED")} {step}: {condition}");
    }

    /// <summary>Prints the closing line.</summary>
    /// <returns>The exit code of the program.</returns>
    public int Close()
    {
        string kind = RuntimeFeature.IsDynamicCodeSupported ? "jitted" : "native";
        Console.WriteLine($"{kind}: {_held} steps held, {_failed} failed");
        return _failed == 0 ? 0 : 1;
    }
}
