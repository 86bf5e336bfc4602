using Spectre.Console;

namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Progress on a screen: a bar with the time left, gone when the work is done.</summary>
internal static class ProgressBar
{
    public static T Run<T>(ToolTerminal terminal, string title, Func<IProgress<double>, T> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Notes),
            ColorSystem = terminal.AllowsColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                return work(new TaskProgress(task));
            });
    }

    private sealed class TaskProgress(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
