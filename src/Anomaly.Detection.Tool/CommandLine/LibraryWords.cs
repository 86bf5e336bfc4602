namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Says in options of the command what messages of the library say in names of its properties.</summary>
internal static class LibraryWords
{
    private static readonly (string Library, string Shell)[] Words =
    [
        ("but LabelColumn names it", "but --label names it"),
        ("but Kinds names it", "but --categorical or --numeric names it"),
        ("set the option Separator", "name it by --separator"),
        ("but Schema names it", "but the model needs it"),
        (", or declare PositiveLabels", "; --positive names those of anomalies"),
        ("Exclude leaves it out", "--exclude leaves it out"),
        ("UseLabels = false lets it decide", "training without --label lets it decide"),
        ("so Contamination decides nothing", "so --contamination decides nothing"),
        ("MinCategoryCount leaves rare ones out", "--min-category-count leaves rare ones out"),
        ("but MaxRows is", "but a one-class SVM takes at most"),
        ("take an isolation forest, or set MaxRows higher and wait", "or take an isolation forest"),
        ("Nu is ", "--nu is "),
        ("Nu must be ", "--nu must be "),
    ];

    /// <summary>The message as a user of the command knows its words.</summary>
    public static string Told(string message)
    {
        foreach ((string library, string shell) in Words) message = message.Replace(library, shell, StringComparison.Ordinal);
        return message;
    }
}
