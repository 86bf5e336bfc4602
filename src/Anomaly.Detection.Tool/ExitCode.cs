namespace Anomaly.Detection.Tool;

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command line is not one: an unknown option, a value out of its range.</summary>
    public const int Usage = 1;

    /// <summary>The data is not what was expected.</summary>
    public const int BadData = 2;

    /// <summary>The command did its work and found what must not be overlooked: a severe finding, an objective that no threshold meets.</summary>
    public const int Findings = 3;

    /// <summary>The model file is none, or of another version.</summary>
    public const int BadModel = 4;

    /// <summary>A file cannot be read or written.</summary>
    public const int InputOutput = 5;

    /// <summary>Stopped by Ctrl-C or SIGTERM.</summary>
    public const int Cancelled = 130;
}
