using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tool;

/// <summary>Ends a command with a message and an exit code.</summary>
internal sealed class ToolFailure(int exitCode, string message, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What a failure of the library or the system means to the shell; null for a fault of our own.</summary>
    public static ToolFailure? Of(Exception exception) => exception switch
    {
        ToolFailure failure => failure,
        OperationCanceledException => new ToolFailure(Tool.ExitCode.Cancelled, "cancelled", exception),
        ModelFormatException => new ToolFailure(Tool.ExitCode.BadModel, exception.Message, exception),
        ThresholdNotFoundException => new ToolFailure(Tool.ExitCode.Findings, exception.Message, exception),
        RecordFormatException or InvalidDataException or UndefinedMetricException => new ToolFailure(Tool.ExitCode.BadData, exception.Message, exception),
        ComparisonException { InnerException: { } cause } => new ToolFailure(Of(cause)?.ExitCode ?? Tool.ExitCode.BadData, TextOf(exception), exception),
        OptionsException => new ToolFailure(Tool.ExitCode.Usage, exception.Message, exception),
        IOException or UnauthorizedAccessException => new ToolFailure(Tool.ExitCode.InputOutput, exception.Message, exception),
        ArgumentException or NotSupportedException or InvalidOperationException => new ToolFailure(Tool.ExitCode.BadData, TextOf(exception), exception),
        _ => null,
    };

    // .NET adds the name of a parameter, which says nothing to whoever typed a command.
    private static string TextOf(Exception exception)
    {
        Exception named = exception is ComparisonException { InnerException: { } cause } ? cause : exception;
        return named is ArgumentException { ParamName: { } parameter } ? exception.Message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal) : exception.Message;
    }
}
