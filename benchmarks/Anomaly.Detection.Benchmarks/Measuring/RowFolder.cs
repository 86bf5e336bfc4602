using System.Runtime.InteropServices;
using System.Text.Json;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>A table split into files of raw bytes, as the harness of the peers writes it.</summary>
/// <remarks><c>meta.json</c> has the name and the number of features; a part is <c>PART.X.f32</c> (little-endian, row-major) and <c>PART.y.u8</c> (1 = anomaly).</remarks>
internal sealed class RowFolder
{
    private readonly string _path;

    private RowFolder(string path, string name, int featureCount)
    {
        _path = path;
        Name = name;
        FeatureCount = featureCount;
    }

    public string Name { get; }

    public int FeatureCount { get; }

    /// <exception cref="UsageException">There is no such folder, or its <c>meta.json</c> is of another form.</exception>
    public static RowFolder Open(string path)
    {
        string meta = Path.Combine(path, "meta.json");
        if (!File.Exists(meta)) throw new UsageException($"'{path}' has no meta.json; expected a folder with meta.json, train.X.f32, train.y.u8, test.X.f32 and test.y.u8");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(meta));
            return new RowFolder(path, document.RootElement.GetProperty("name").GetString()!, document.RootElement.GetProperty("features").GetInt32());
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UsageException($"'{meta}' is not what was expected, an object with name and features: {exception.Message}");
        }
    }

    /// <summary>Makes a folder that holds a table.</summary>
    public static RowFolder Create(string path, string name, LabelledRows train, LabelledRows test)
    {
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "meta.json"), JsonSerializer.Serialize(new { name, features = train.FeatureCount }));
        var folder = new RowFolder(path, name, train.FeatureCount);
        folder.Write("train", train);
        folder.Write("test", test);
        return folder;
    }

    /// <summary>Reads a part.</summary>
    /// <exception cref="UsageException">A file is absent, or of a length that does not fit.</exception>
    public LabelledRows Read(string part)
    {
        byte[] labels = File.ReadAllBytes(Existing(LabelFile(part)));
        float[] values = new float[labels.Length * FeatureCount];
        using FileStream stream = File.OpenRead(Existing(ValueFile(part)));
        if (stream.Length != (long)values.Length * sizeof(float)) throw new UsageException($"'{stream.Name}' has {stream.Length} bytes; expected {(long)values.Length * sizeof(float)}, for {labels.Length} labels and {FeatureCount} features");

        // Read in place: a copy made on the way would raise the peak of memory before the training is measured.
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new LabelledRows(values, [.. labels.Select(label => label == 1)], FeatureCount);
    }

    /// <summary>Writes a part.</summary>
    public void Write(string part, LabelledRows rows)
    {
        File.WriteAllBytes(ValueFile(part), MemoryMarshal.AsBytes(rows.Values.AsSpan()));
        File.WriteAllBytes(LabelFile(part), [.. rows.IsAnomaly.Select(isAnomaly => isAnomaly ? (byte)1 : (byte)0)]);
    }

    private static string Existing(string path) => File.Exists(path) ? path : throw new UsageException($"'{path}' was expected, but is not there");

    private string ValueFile(string part) => Path.Combine(_path, part + ".X.f32");

    private string LabelFile(string part) => Path.Combine(_path, part + ".y.u8");
}
