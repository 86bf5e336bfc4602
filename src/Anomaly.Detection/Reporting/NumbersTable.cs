namespace Anomaly.Detection.Reporting;

/// <summary>The numbers of a picture, folded in beneath it.</summary>
internal static class NumbersTable
{
    /// <param name="headings">One per column; the first column holds names, the others numbers.</param>
    /// <param name="rows">Cells as texts.</param>
    public static Markup Of(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) => Markup.Of(
        $"""
        <details class="numbers"><summary>Numbers</summary>
        <div class="scroll"><table>
        <thead><tr>{Markup.Join(headings, heading => Markup.Of($"""<th scope="col">{heading}</th>"""))}</tr></thead>
        <tbody>{Markup.Join(rows, row => Markup.Of($"""<tr><th scope="row">{row[0]}</th>{Markup.Join(row.Skip(1), cell => Markup.Of($"<td>{cell}</td>"))}</tr>{"\n"}"""))}</tbody>
        </table></div>
        </details>
        """);
}
