using Anomaly.Detection.Training;

namespace Quickstart;

/// <summary>One line that counts up on a terminal; a few plain lines where output goes to a file.</summary>
internal sealed class ProgressLine(string unit) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        bool isLast = value.StepsDone == value.StepCount;
        if (Console.IsOutputRedirected)
        {
            if (isLast || value.StepsDone % 50 == 0) Console.WriteLine($"trained {value.StepsDone}/{value.StepCount} {unit}");
            return;
        }

        Console.Write($"\rtrained {value.StepsDone}/{value.StepCount} {unit}{(isLast ? "\n" : "")}");
    }
}
