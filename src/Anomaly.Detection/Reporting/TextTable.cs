using Anomaly.Detection.Data;

namespace Anomaly.Detection.Reporting;

/// <summary>Columns of text side by side: names to the left, numbers to the right. Names can be shortened until all fits.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private const int Indent = 2;

    private readonly List<Column> _columns = [];

    /// <summary>Characters a line, as long as no name is shortened.</summary>
    public int Width => _columns.Sum(column => column.Width) + (Gap.Length * (_columns.Count - 1));

    /// <summary>Adds a column whose cells may be shortened.</summary>
    public void AddNames(string heading, IEnumerable<string> cells) => _columns.Add(new Column(heading, [.. cells.Select(LineText.OneLine)], IsNumber: false, IsName: true));

    /// <summary>Adds a column whose cells are shown whole.</summary>
    public void Add(string heading, IEnumerable<string> cells, bool isNumber) => _columns.Add(new Column(heading, [.. cells], isNumber, IsName: false));

    /// <summary>The heading, a rule and the rows; the widest names are shortened first.</summary>
    /// <param name="width">Most characters a line.</param>
    public IEnumerable<string> Lines(int width)
    {
        int[] widths = [.. _columns.Select(column => column.Width)];
        while (widths.Sum() + (Gap.Length * (widths.Length - 1)) > width)
        {
            int widest = -1;
            for (int i = 0; i < widths.Length; i++)
            {
                if (_columns[i].IsName && widths[i] > _columns[i].Heading.Length && (widest < 0 || widths[i] > widths[widest])) widest = i;
            }

            if (widest < 0) break;
            widths[widest]--;
        }

        yield return Line(widths, column => column.Heading);
        yield return string.Join(Gap, widths.Select(one => new string('-', one)));
        for (int row = 0; row < _columns[0].Cells.Length; row++)
        {
            int current = row;
            yield return Line(widths, column => column.Cells[current]);
        }
    }

    /// <summary>Breaks a sentence between words; further lines are indented.</summary>
    public static IEnumerable<string> Wrap(string sentence, int width)
    {
        string line = "";
        foreach (string word in LineText.OneLine(sentence).Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = new string(' ', Indent) + word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }

            // A word longer than a line is broken where the line ends.
            while (line.Length > width)
            {
                yield return line[..width];
                line = new string(' ', Indent) + line[width..];
            }
        }

        yield return line;
    }

    private string Line(int[] widths, Func<Column, string> cell) =>
        string.Join(Gap, _columns.Select((column, i) => column.IsNumber ? LineText.Shorten(cell(column), widths[i]).PadLeft(widths[i]) : LineText.Shorten(cell(column), widths[i]).PadRight(widths[i]))).TrimEnd();

    private sealed record Column(string Heading, string[] Cells, bool IsNumber, bool IsName)
    {
        public int Width => Math.Max(Heading.Length, Cells.Max(cell => cell.Length));
    }
}
