using System.CommandLine;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>A command with examples for its help.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does, in a sentence or two.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class ToolCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
