using Anomaly.Detection.Training;

namespace Quickstart;

/// <summary>One line that counts up on a terminal; a few plain lines where output goes to a file.</summary>
internal sealed class ProgressLine(string unit) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        bool isLast = value.TreesDone == value.TreeCount;
        if (Console.IsOutputRedirected)
        {
            if (isLast || value.TreesDone % 50 == 0) Console.WriteLine($"trained {value.TreesDone}/{value.TreeCount} {unit}");
            return;
        }

        Console.Write($"\rtrained {value.TreesDone}/{value.TreeCount} {unit}{(isLast ? "\n" : "")}");
    }
}
