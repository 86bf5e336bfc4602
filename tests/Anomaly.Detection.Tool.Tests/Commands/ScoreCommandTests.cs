using System.Globalization;
using System.IO.Compression;
using System.Text;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tool.Tests.Commands;

public sealed class ScoreCommandTests : IDisposable
{
    private const string Head = "is_anomaly,anomaly_probability,raw_score,confidence,risk_level";

    private readonly SessionFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Score_File_IsOneRowForEachRowWithTheBitsOfThePredictor()
    {
        (await Score(_files.Judge, "--out", _files.Path("scores.csv"))).ExitCode.Should().Be(0);

        string[] lines = _files.Read("scores.csv").TrimEnd('\n').Split('\n');
        Table table = TableCsvReader.Read(_files.Judge, new CsvReadOptions { LabelColumn = "label" }).Table;
        AnomalyPrediction[] expected = AnomalyDetectionPredictor.Load(_files.Model).PredictBatch(table);
        lines[0].Should().Be(Head);
        lines.Skip(1).Should().Equal(expected.Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Prediction},{row.AnomalyProbability:R},{row.RawScore:R},{row.Confidence:R},{row.RiskLevel.ToString().ToLowerInvariant()}")));
    }

    [Fact]
    public async Task Score_AnyThreads_IsTheSameBytes()
    {
        string many = _files.Path("many.csv");
        (await ToolRun.OfAsync("generate", "--rows", "40000", "--seed", "5", "--out", many)).ExitCode.Should().Be(0);

        var outputs = new List<string>();
        foreach (string threads in (string[])["1", "2", "5"]) outputs.Add((await Score(many, "--threads", threads, "--keep", "session_id")).Output);

        outputs.Distinct().Should().ContainSingle().Which.Split('\n').Should().HaveCount(40_002);
    }

    [Fact]
    public async Task Score_KeepAll_CopiesTextsAsTheyStandInTheFile()
    {
        // 07 and 1.50 are numbers of the model, "=1+1" would be run by a spreadsheet, and 'note' is no column of the model.
        string[] lines = await File.ReadAllLinesAsync(_files.Judge);
        string[] cells = lines[1].Split(',');
        int clicks = Array.IndexOf(lines[0].Split(','), "clicks_count");
        cells[clicks] = "07";
        string path = _files.Write("kept.csv", $"note,{lines[0]}", $"\"a, \"\"b\"\"\",{string.Join(',', cells)}", $"=1+1,{lines[2]}");

        ToolRun run = await Score(path, "--keep", "all");

        string[] output = run.Output.Split('\n');
        output[0].Should().Be($"note,{lines[0]},{Head}");
        output[1].Should().StartWith($"\"a, \"\"b\"\"\",{string.Join(',', cells)},");
        output[2].Should().StartWith($"\"'=1+1\",{lines[2]},");
    }

    [Fact]
    public async Task Score_Kept_ChangesNoScore()
    {
        string[] plain = (await Score(_files.Judge)).Output.Split('\n');
        string[] kept = (await Score(_files.Judge, "--keep", "transaction_date,clicks_count,device_type")).Output.Split('\n');

        kept.Select(line => line.Length == 0 ? line : string.Join(',', line.Split(',')[3..])).Should().Equal(plain);
    }

    [Fact]
    public async Task Score_IdentifiersLeftOut_NeedNotBeInTheFile()
    {
        Table table = TableCsvReader.Read(_files.Judge, new CsvReadOptions { LabelColumn = "label" }).Table;
        TableCsvWriter.Write(table.Without("user_id", "session_id"), _files.Path("anonymous.csv"));

        (await Score(_files.Path("anonymous.csv"))).Output.Should().Be((await Score(_files.Judge)).Output);
    }

    [Fact]
    public async Task Score_Explain_AddsReasonsOfThePredictor()
    {
        ToolRun run = await Score(_files.Judge, "--explain", "2", "--out-format", "ndjson");

        Table table = TableCsvReader.Read(_files.Judge, new CsvReadOptions { LabelColumn = "label" }).Table;
        PredictionExplanation[] expected = AnomalyDetectionPredictor.Load(_files.Model).ExplainBatch(table, 2);
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        for (int row = 0; row < lines.Length; row++)
        {
            using var json = System.Text.Json.JsonDocument.Parse(lines[row]);
            System.Text.Json.JsonElement[] reasons = [.. json.RootElement.GetProperty("reasons").EnumerateArray()];
            reasons.Select(reason => reason.GetProperty("text").GetString()).Should().Equal(expected[row].Reasons.Select(reason => reason.ToString()));
            reasons.Select(reason => reason.GetProperty("contribution").GetDouble()).Should().Equal(expected[row].Reasons.Select(reason => reason.Amount));
            reasons.Select(reason => reason.GetProperty("column").GetString()).Should().Equal(expected[row].Reasons.Select(reason => reason.Column));
        }

        string[] csv = (await Score(_files.Judge, "--explain", "2")).Output.Split('\n');
        csv[0].Should().Be(Head + ",reason_1,reason_2");
        csv[1].Should().EndWith($",\"{expected[0].Reasons[0]}\",\"{expected[0].Reasons[1]}\"");
    }

    [Fact]
    public async Task Score_Ndjson_HasTheScoresOfCsv()
    {
        string objects = (await Score(_files.Judge, "--keep", "all", "--out-format", "ndjson")).Output;
        await File.WriteAllTextAsync(_files.Path("rows.ndjson"), objects.Replace("\"is_anomaly\"", "\"x_is_anomaly\"").Replace("\"anomaly_probability\"", "\"x_p\"").Replace("\"raw_score\"", "\"x_raw\"").Replace("\"confidence\"", "\"x_c\"").Replace("\"risk_level\"", "\"x_r\""));

        ToolRun csv = await Score(_files.Path("rows.ndjson"), "--out-format", "csv");
        csv.Output.Should().Be((await Score(_files.Judge)).Output);

        // Whatever the threads; and all fields of a line come through in their order.
        ToolRun kept = await Score(_files.Path("rows.ndjson"), "--keep", "all", "--threads", "3");
        kept.Output.Split('\n')[0].Should().StartWith(_files.Read("rows.ndjson").Split('\n')[0].TrimEnd('}') + ",\"is_anomaly\":");
    }

    [Fact]
    public async Task Score_StandardInputAndGzip_GiveTheSame()
    {
        string expected = (await Score(_files.Judge)).Output;
        await using (var gzip = new GZipStream(File.Create(_files.Path("rows.csv.gz")), CompressionLevel.Fastest)) await gzip.WriteAsync(await File.ReadAllBytesAsync(_files.Judge));

        (await ToolRun.OfAsync(["score", "-", "--model", _files.Model], await File.ReadAllTextAsync(_files.Judge))).Output.Should().Be(expected);
        (await Score(_files.Path("rows.csv.gz"), "--out", _files.Path("scores.csv.gz"), "--keep", "all")).ExitCode.Should().Be(0);
        await using var output = new GZipStream(File.OpenRead(_files.Path("scores.csv.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(output, Encoding.UTF8);
        (await reader.ReadToEndAsync()).Should().Be((await Score(_files.Judge, "--keep", "all")).Output);
    }

    [Fact]
    public async Task Score_Threshold_MovesDecisionsAndBands()
    {
        ToolRun run = await Score(_files.Judge, "--threshold", "0.99");

        // Half of it is where medium risk begins.
        foreach (string[] cells in run.Output.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')))
        {
            double probability = double.Parse(cells[1], CultureInfo.InvariantCulture);
            cells[0].Should().Be(probability >= 0.99 ? "1" : "0");
            cells[4].Should().Be(probability >= 0.995 ? "high" : probability >= 0.495 ? "medium" : "low");
        }
    }

    [Fact]
    public async Task Score_Prior_MovesProbabilities()
    {
        AnomalyPrediction[] expected = new AnomalyDetectionPredictor(DetectorArtifact.Load(_files.Model), new PredictorOptions { Prior = 0.01 })
            .PredictBatch(TableCsvReader.Read(_files.Judge, new CsvReadOptions { LabelColumn = "label" }).Table);

        ToolRun run = await Score(_files.Judge, "--prior", "0.01");

        run.Output.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')[1]).Should().Equal(expected.Select(row => row.AnomalyProbability.ToString("R", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Score_BadRow_NamesFileRowAndColumnAndLeavesNothing()
    {
        string[] lines = await File.ReadAllLinesAsync(_files.Judge);
        lines[300] = string.Join(',', lines[300].Split(',').Select((cell, i) => lines[0].Split(',')[i] == "clicks_count" ? "many" : cell));
        string path = _files.Write("bad.csv", lines);
        string[] before = Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!);

        ToolRun run = await Score(path, "--out", _files.Path("scores.csv"));

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Be($"anomaly: {path}: column 'clicks_count' (row 300, line 301): 'many' is not a number\n");
        Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!).Should().BeEquivalentTo([.. before, _files.Model]);

        // Kept columns are read by another way, to the same end.
        (await Score(path, "--keep", "clicks_count")).Notes.Should().StartWith($"anomaly: {path}: column 'clicks_count' (row 300): 'many' is not a number");

        ToolRun skipping = await Score(path, "--max-bad-rows", "1");
        skipping.ExitCode.Should().Be(0);
        skipping.Notes.Should().StartWith("skipped: column 'clicks_count' (row 300, line 301): 'many'");
        skipping.Output.Split('\n').Should().HaveCount(lines.Length);
    }

    [Theory]
    [InlineData("{\"clicks_count\":3}\n\n{\"clicks_count\":\"many\"}\n", "column 'clicks_count' (line 3): 'many' is not a number")]
    [InlineData("{\"clicks_count\":3}\n[1]\n", "line 2: expected an object, but found an array")]
    [InlineData("{\"clicks_count\":3}\r\n{\"clicks_count\":3", "line 2: the text is not valid JSON at byte *")]
    public async Task Score_BadLine_NamesIt(string input, string message)
    {
        ToolRun run = await ToolRun.OfAsync(["score", "-", "--format", "ndjson", "--model", _files.Model], input);

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Match($"anomaly: standard input: {message}*");
    }

    [Fact]
    public async Task Score_LaterFieldWithoutColumn_IsRefused()
    {
        ToolRun run = await ToolRun.OfAsync(["score", "-", "--format", "ndjson", "--out-format", "csv", "--keep", "all", "--model", _files.Model], "{\"clicks_count\":3}\n{\"clicks_count\":3,\"note\":1}\n");

        run.ExitCode.Should().Be(2);
        run.Notes.Should().StartWith("anomaly: standard input: column 'note' (line 2): the field is not in the first line");
    }

    [Fact]
    public async Task Score_OverItsInput_IsRefused()
    {
        (await Score(_files.Judge, "--out", _files.Judge)).Notes.Should().Be($"anomaly: --out: expected another file than the rows, but was given '{_files.Judge}'\n");
        File.CreateSymbolicLink(_files.Path("link.json"), _files.Model);
        ToolRun run = await Score(_files.Judge, "--out", _files.Path("link.json"));
        run.ExitCode.Should().Be(1);
        run.Notes.Should().StartWith("anomaly: --out: expected another file than the model");
        DetectorArtifact.Load(_files.Model).Should().NotBeNull();
    }

    [Fact]
    public async Task Score_NoRows_IsTheHeader()
    {
        string path = _files.Write("none.csv", (await File.ReadAllLinesAsync(_files.Judge))[0]);

        (await Score(path, "--keep", "user_id")).Output.Should().Be($"user_id,{Head}\n");
        (await ToolRun.OfAsync(["score", "-", "--format", "ndjson", "--out-format", "csv", "--model", _files.Model], "")).Output.Should().Be(Head + "\n");
    }

    private Task<ToolRun> Score(string data, params string[] options) => ToolRun.OfAsync(["score", data, "--model", _files.Model, .. options]);
}
