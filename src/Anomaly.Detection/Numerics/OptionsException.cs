namespace Anomaly.Detection.Numerics;

/// <summary>An option has a value outside its range.</summary>
/// <remarks>Thrown by the <c>init</c> accessor of the option, or by the constructor of the trainer for a rule between two options.</remarks>
public sealed class OptionsException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="optionName">Name of the option, as in code.</param>
    /// <param name="expected">The accepted range, in words.</param>
    /// <param name="given">The value that was given, as text.</param>
    public OptionsException(string optionName, string expected, string given)
        : base($"option {optionName}: expected {expected}, but was given {given}")
    {
        OptionName = optionName;
        Expected = expected;
        Given = given;
    }

    /// <summary>Name of the option, as in code.</summary>
    public string OptionName { get; }

    /// <summary>The accepted range, in words.</summary>
    public string Expected { get; }

    /// <summary>The value that was given, as text.</summary>
    public string Given { get; }
}
