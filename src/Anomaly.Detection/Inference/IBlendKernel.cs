namespace Anomaly.Detection.Inference;

/// <summary>What a blend engine does with vectors, one type a width. A line is a vector in memory.</summary>
internal interface IBlendKernel
{
    static abstract ScoringEngine Engine { get; }

    /// <summary>Why this processor cannot run it, or null.</summary>
    static abstract string? Obstacle { get; }

    static abstract int LineBytes { get; }

    /// <summary>What a split costs, in nanoseconds a row; see <see cref="EngineChoice"/>.</summary>
    static abstract double SplitCost { get; }

    /// <summary>Works out a program for a tile of rows.</summary>
    /// <param name="ops">The splits.</param>
    /// <param name="tile">The bins: per slot a line a group, then the same lines turned.</param>
    /// <param name="lines">The lines that ops name.</param>
    static abstract void Run(ReadOnlySpan<BlendOp> ops, ref byte tile, ref byte lines);

    /// <summary>Works out the bins of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="cuts">Its cuts, ascending.</param>
    /// <param name="values">A value a row; there are whole tiles of them.</param>
    /// <param name="tiles">Receives the bins and the turned bins in the column's slot of every tile.</param>
    /// <param name="tileStride">Bytes from one tile to the next.</param>
    static abstract void Quantise(in CutColumn column, ReadOnlySpan<float> cuts, ReadOnlySpan<float> values, ref byte tiles, int tileStride);

    /// <summary>Adds the leaf values of a tree to the sums of a tile.</summary>
    /// <param name="numbers">Per row the number of its value.</param>
    /// <param name="values">The values, and behind them anything up to <see cref="CompactNode.MostValues"/>.</param>
    /// <param name="valueCount">How many values there are.</param>
    /// <param name="sums">A sum a row.</param>
    static abstract void Add(ref byte numbers, ref double values, int valueCount, Span<double> sums);
}
