namespace Anomaly.Detection.Reporting;

/// <summary>A piece of a page or a picture that is safe to show: every text in it was escaped.</summary>
/// <param name="Html">The piece.</param>
internal readonly record struct Markup(string Html)
{
    public static Markup Empty { get; } = new("");

    /// <summary>A piece made of an interpolated text: literals are markup, texts that are put in are escaped, pieces are taken as they are.</summary>
    public static Markup Of(MarkupHandler text) => new(text.Finish());

    /// <summary>A piece if a condition holds, else nothing.</summary>
    public static Markup If(bool condition, Func<Markup> piece) => condition ? piece() : Empty;

    /// <summary>One piece after another.</summary>
    public static Markup Join<T>(IEnumerable<T> items, Func<T, Markup> piece) => new(string.Concat(items.Select(item => piece(item).Html)));

    public override string ToString() => Html;
}
