using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Models;

/// <summary>The support vectors of a model laid out so that a row is compared with many at once. Safe to share between threads.</summary>
/// <remarks>Training and Inference both score with it; scores are the model's own, bit for bit.</remarks>
internal sealed class SupportVectors
{
    private readonly OneClassSvmModel _model;
    private readonly KernelRows _rows;
    private readonly double[] _coefficients;

    public SupportVectors(OneClassSvmModel model)
    {
        _model = model;
        _rows = new KernelRows(model.Kernel, model.SupportVectorCount, model.FeatureCount);
        for (int i = 0; i < model.SupportVectorCount; i++)
        {
            for (int feature = 0; feature < model.FeatureCount; feature++) _rows[i, feature] = model.SupportVectors[(i * model.FeatureCount) + feature];
        }

        // Rows that fill up the last tile count nothing.
        _coefficients = new double[_rows.PaddedCount];
        model.Coefficients.CopyTo(_coefficients);
    }

    /// <summary>Bytes taken.</summary>
    public long MemoryBytes => _rows.MemoryBytes + ((long)_coefficients.Length * sizeof(double));

    /// <summary>Scores a row.</summary>
    /// <exception cref="ArgumentException">The row has another length, or a value is missing.</exception>
    public double Score(ReadOnlySpan<float> row)
    {
        _model.CheckRow(row);
        double[] scratch = ArrayPool<double>.Shared.Rent(_rows.PaddedCount + row.Length);
        Span<double> values = scratch.AsSpan(0, _rows.PaddedCount);
        Span<double> wide = scratch.AsSpan(_rows.PaddedCount, row.Length);
        for (int feature = 0; feature < row.Length; feature++) wide[feature] = row[feature];
        _rows.Evaluate(wide, 0, values);
        double score = Add(values);
        ArrayPool<double>.Shared.Return(scratch);
        return score;
    }

    // Lanes 0 to 3 and 4 to 7 are the partial sums.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Add(ReadOnlySpan<double> values)
    {
        Vector256<double> low = Vector256<double>.Zero, high = low;
        ref double value = ref MemoryMarshal.GetReference(values);
        ref double coefficient = ref MemoryMarshal.GetArrayDataReference(_coefficients);
        for (nuint i = 0; i < (nuint)values.Length; i += OneClassSvmModel.PartialSums)
        {
            low += Vector256.LoadUnsafe(ref coefficient, i) * Vector256.LoadUnsafe(ref value, i);
            high += Vector256.LoadUnsafe(ref coefficient, i + 4) * Vector256.LoadUnsafe(ref value, i + 4);
        }

        Span<double> sums = stackalloc double[OneClassSvmModel.PartialSums];
        low.CopyTo(sums);
        high.CopyTo(sums[4..]);
        return _model.ScoreOf(sums);
    }
}
