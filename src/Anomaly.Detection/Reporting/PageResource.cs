namespace Anomaly.Detection.Reporting;

/// <summary>The style sheet and the script of a page, which are files beside this one.</summary>
internal static class PageResource
{
    public static Markup Style { get; } = Read("report.css");

    public static Markup Script { get; } = Read("report.js");

    private static Markup Read(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The library was built without {name}.");
        using var reader = new StreamReader(stream);
        return new Markup(reader.ReadToEnd());
    }
}
