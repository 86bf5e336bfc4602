using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Anomaly.Detection.Reporting;

/// <summary>Puts an interpolated text together for <see cref="Markup.Of"/>, so that a text that was not escaped cannot reach a page.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 8));

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(Markup piece) => _text.Append(piece.Html);

    // Control characters are no part of HTML but for white space; names of columns may hold any.
    public void AppendFormatted(string? text) =>
        _text.Append(WebUtility.HtmlEncode(text is null ? "" : string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter))));

    public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>A place in a picture: two decimals are finer than a pixel.</summary>
    public void AppendFormatted(double place) => _text.Append(place.ToString("0.##", CultureInfo.InvariantCulture));

    public string Finish() => _text.ToString();
}
