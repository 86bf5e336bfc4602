using System.Diagnostics;
using System.IO.Compression;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Files;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Scores a file: reading, scoring and writing overlap, a few chunks apart, so that memory stays the same for files of any size.</summary>
internal static class ScoreRun
{
    private const int ChunksAhead = 2;

    public static int Run(ScoreFiles files, ScoreSettings settings, CommandContext context)
    {
        files.Check();
        AnomalyDetectionPredictor predictor = settings.Predictor(ModelInput.Load(files.Model, context));
        CheckCanExplain(predictor, settings);
        if (settings.MaxBadRows > 0 && files.InputForm.IsNdjson) throw OptionNames.Refused("--max-bad-rows", "CSV as input", "with NDJSON");
        long start = Stopwatch.GetTimestamp();
        var tally = new Tally();
        using InputBytes input = InputBytes.Open(files.Data, context);
        NamedFile.Read(files.Data, () =>
        {
            OutputFile.Write(files.Output, context, destination => Write(input, destination, tally));
            return 0;
        });
        tally.Tell(context, Stopwatch.GetElapsedTime(start));
        return ExitCode.Success;

        void Write(InputBytes source, Stream destination, Tally counts)
        {
            if (source.Share is null) Pump(source, destination, counts, new IgnoredProgress());
            else context.WithProgress("scoring", progress => Pump(source, destination, counts, progress));
        }

        int Pump(InputBytes source, Stream destination, Tally counts, IProgress<double> progress)
        {
            using GZipStream? gzip = files.OutputForm.IsGzip ? new GZipStream(destination, CompressionLevel.Optimal, leaveOpen: true) : null;
            using IScoreWriter writer = WriterOf(gzip ?? destination);
            foreach (ScoredRows rows in Ahead.Of(Scored(source), ChunksAhead, context.Cancellation))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                writer.Write(rows);
                counts.Add(rows);
                if (source.Share is { } share) progress.Report(share);
            }

            writer.Flush();
            return ExitCode.Success;
        }

        IEnumerable<ScoredRows> Scored(InputBytes source) => files.InputForm.IsNdjson
            ? new NdjsonScoring(predictor, settings, context).Score(files.InputForm.IsGzip ? StrictGzip.Decompress(source) : source)
            : new CsvScoring(predictor, settings, context).Score(source, files.InputForm.IsGzip);

        IScoreWriter WriterOf(Stream destination) => files.OutputForm.IsNdjson
            ? new NdjsonScoreWriter(destination)
            : new CsvScoreWriter(destination, settings.Explain, settings.Keep.Names);
    }

    // Before anything is written.
    private static void CheckCanExplain(AnomalyDetectionPredictor predictor, ScoreSettings settings)
    {
        if (settings.Explain == 0) return;
        try
        {
            predictor.ExplainBatch(new TableBuilder(predictor.Info.Schema).Build());
        }
        catch (NotSupportedException exception)
        {
            throw new ToolFailure(ExitCode.Usage, $"--explain: {exception.Message}", exception);
        }
    }
}
