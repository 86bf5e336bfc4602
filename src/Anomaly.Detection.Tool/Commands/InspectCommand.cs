using System.CommandLine;
using System.Globalization;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;
using Anomaly.Detection.Tool.Inspecting;

namespace Anomaly.Detection.Tool.Commands;

/// <summary><c>anomaly inspect</c>: what is in a model file.</summary>
internal static class InspectCommand
{
    public static Command Create(CommandHost host)
    {
        var model = new Argument<string>("MODEL") { Description = "A model file." };
        var trees = new Option<bool>("--trees") { Description = "A line for each tree: nodes, leaves, depth." };
        var tree = new Option<int?>("--tree") { Description = "Tree N as indented text; the first is 0.", HelpName = "N" };
        var dot = new Option<int?>("--dot") { Description = "Tree N for Graphviz; the first is 0.", HelpName = "N" };
        var depth = new Option<int?>("--depth") { Description = "With --tree and --dot: no deeper than this many splits.", HelpName = "D" };
        var json = new Option<bool>("--json") { Description = "JSON instead of text." };
        var command = new ToolCommand(
            "inspect",
            "Tells what is in a model file: columns, options, sizes, threshold, figures, checksum.",
            "anomaly inspect model.json",
            "anomaly inspect model.json --json | jq .figures.roc_auc",
            "anomaly inspect model.json --dot 0 --depth 4 | dot -Tsvg > tree.svg")
        {
            model, trees, tree, dot, depth, json,
        };
        return host.WithAction(command, (result, context) =>
        {
            string path = result.GetRequiredValue(model);
            bool isOverview = !result.GetValue(trees) && result.GetValue(tree) is null && result.GetValue(dot) is null && !result.GetValue(json);
            if (isOverview) Announce(path, context);
            DetectorArtifact artifact = ModelInput.Load(path, context);
            int? mostDepth = result.GetValue(depth);
            if (mostDepth < 0) throw OptionNames.Refused("--depth", "at least 0", Number(mostDepth.Value));
            if (result.GetValue(dot) is { } drawn) context.Results.WriteLine(TreeOf(artifact, "--dot", drawn).DrawTree(drawn, mostDepth).TrimEnd('\n'));
            else if (result.GetValue(tree) is { } shown) context.Results.WriteLine(TreeOf(artifact, "--tree", shown).DescribeTree(shown, mostDepth).TrimEnd('\n'));
            else if (result.GetValue(json)) WriteJson(path, artifact, result.GetValue(trees), context);
            else WriteText(path, artifact, result.GetValue(trees), context);
            return ExitCode.Success;
        });
    }

    // A large model takes a while to be read and checked: what is looked at stands there at once.
    private static void Announce(string path, CommandContext context)
    {
        context.Results.WriteLine(InputTable.Existing(path));
        context.Results.Flush();
    }

    private static void WriteText(string path, DetectorArtifact artifact, bool onlyTrees, CommandContext context)
    {
        var text = new ModelText(context.Results, context.Terminal.Width);
        if (onlyTrees) text.WriteTrees(ModelPart.Of(artifact.Model));
        else text.Write(artifact, ModelSeal.Of(path));
    }

    private static void WriteJson(string path, DetectorArtifact artifact, bool withTrees, CommandContext context)
    {
        OutputFile.Write(OutputFile.StandardOutput, context, output =>
        {
            ModelJson.Write(output, artifact, ModelSeal.Of(path), withTrees);
            output.WriteByte((byte)'\n');
        });
    }

    // A predictor compiles the model, which takes longer than all else here: only who asks for a tree waits for it.
    private static AnomalyDetectionPredictor TreeOf(DetectorArtifact artifact, string option, int tree)
    {
        int count = 0;
        foreach (ModelPart part in ModelPart.Of(artifact.Model)) count += part.Trees.Length;
        if (count == 0) throw new ToolFailure(ExitCode.Usage, $"{option}: the model has no trees");
        if (tree < 0 || tree >= count) throw OptionNames.Refused(option, $"0 to {Number(count - 1)}", Number(tree));
        return new AnomalyDetectionPredictor(artifact);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
