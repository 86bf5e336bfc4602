using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tool.Tests;

/// <summary>Sessions to train on and others to judge on, and a model of the first, as files that are gone after the test.</summary>
internal sealed class SessionFiles : IDisposable
{
    private static readonly Lazy<Table> Training = new(() => new SessionSimulator(new SessionSimulatorOptions { SessionCount = 600, AnomalyRate = 0.3 }).Draw());

    private static readonly Lazy<Table> Test = new(() => new SessionSimulator(new SessionSimulatorOptions { SessionCount = 400, AnomalyRate = 0.2, Population = 1 }).Draw());

    private static readonly Lazy<TrainedDetector> Detector = new(() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 30 } }).Train(Training.Value));

    private readonly TemporaryFolder _folder = new();

    public SessionFiles()
    {
        TableCsvWriter.Write(Training.Value, Train);
        TableCsvWriter.Write(Test.Value, Judge);
    }

    /// <summary>600 rows, 180 anomalies.</summary>
    public string Train => Path("train.csv");

    /// <summary>400 rows of other users, 80 anomalies.</summary>
    public string Judge => Path("judge.csv");

    /// <summary>30 trees of <see cref="Train"/>; written when it is asked for.</summary>
    public string Model
    {
        get
        {
            Detector.Value.Artifact.Save(Path("model.json"));
            return Path("model.json");
        }
    }

    public string Path(string name) => _folder.Combine(name);

    /// <summary>Writes lines as a file.</summary>
    public string Write(string name, params string[] lines)
    {
        File.WriteAllLines(Path(name), lines);
        return Path(name);
    }

    public string Read(string name) => File.ReadAllText(Path(name));

    public void Dispose() => _folder.Dispose();
}
