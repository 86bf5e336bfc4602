using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>Works out whole trees for many rows at once, every split of them, by <see cref="BlendProgram"/>; single rows by <see cref="CompactWalk"/>.</summary>
/// <remarks>
/// The cost of a tree is in proportion to its splits, not to its depth. A block of rows is worked through tree by tree: what a tree needs once
/// (its columns of bins, its program) serves all tiles of the block.
/// </remarks>
internal sealed class BlendEngine<TKernel> : ITreeEngine
    where TKernel : struct, IBlendKernel
{
    // Below this a tile for a few rows costs more than to walk with each.
    private const int FewestTileRows = 48;

    private readonly CompactForest _forest;
    private readonly UsedFeatures _features;
    private readonly BlendScratch _layout;

    public BlendEngine(CompactForest forest, int mostWaiting)
    {
        _forest = forest;
        _features = new UsedFeatures(forest);
        _layout = new BlendScratch(forest, _features.Count, mostWaiting, TKernel.LineBytes);
    }

    public ScoringEngine Engine => TKernel.Engine;

    public long MemoryBytes => _forest.MemoryBytes;

    public int BlockRows => _layout.BlockRows;

    public double Sum(ReadOnlySpan<float> row) => CompactWalk.Sum(_forest, row, stackalloc uint[CompactNode.MostSlots + 1]);

    public void Sum(ReadOnlySpan<float> rows, Span<double> sums)
    {
        int rest = sums.Length % _layout.TileRows;
        int walked = rest < FewestTileRows ? rest : 0;
        int blended = sums.Length - walked;
        if (blended > 0)
        {
            using var memory = new AlignedMemory(_layout.Length);
            BlendScratch.FillConstants(_layout.Lines(memory.Bytes), TKernel.LineBytes);
            for (int first = 0; first < blended; first += BlockRows)
            {
                int count = Math.Min(BlockRows, blended - first);
                SumBlock(rows.Slice(first * _forest.FeatureCount, count * _forest.FeatureCount), sums.Slice(first, count), memory.Bytes);
            }
        }

        for (int row = blended; row < sums.Length; row++) sums[row] = Sum(rows.Slice(row * _forest.FeatureCount, _forest.FeatureCount));
    }

    private void SumBlock(ReadOnlySpan<float> rows, Span<double> sums, Span<byte> memory)
    {
        int tileCount = (sums.Length + _layout.TileRows - 1) / _layout.TileRows;
        Span<float> values = _layout.Values(memory);
        Transpose(rows, _forest.FeatureCount, _features.Features, values, BlockRows);
        Span<double> blockSums = _layout.Sums(memory)[..(tileCount * _layout.TileRows)];
        blockSums.Clear();
        ref byte tiles = ref MemoryMarshal.GetReference(_layout.Tiles(memory));
        Span<float> cuts = stackalloc float[CutColumn.MostCuts];
        for (int group = 0; group < _forest.GroupCount; group++)
        {
            foreach (ref readonly CutColumn column in _forest.ColumnsOf(group))
            {
                CutTree.Read(_forest.CutsOf(column), cuts);
                TKernel.Quantise(column, cuts[..column.CutCount], values.Slice(_features.PlaceOf(column.Slot) * BlockRows, blockSums.Length), ref tiles, _layout.TileBytes);
            }

            (int first, int end) = TreeGroups.Of(group, _forest.TreeCount);
            for (int tree = first; tree < end; tree++) AddTree(tree, blockSums, memory);
        }

        blockSums[..sums.Length].CopyTo(sums);
    }

    private void AddTree(int tree, Span<double> sums, Span<byte> memory)
    {
        Span<BlendOp> ops = _layout.Ops(memory);
        ops = ops[..BlendProgram.Write(_forest.NodesOf(tree), TKernel.LineBytes, _layout.Waiting(memory), ops, out byte constant)];
        ref byte tile = ref MemoryMarshal.GetReference(_layout.Tiles(memory));
        ref byte lines = ref MemoryMarshal.GetReference(_layout.Lines(memory));
        ref byte result = ref Unsafe.Add(ref lines, BlendProgram.ConstantLines * TKernel.LineBytes);
        if (ops.IsEmpty) MemoryMarshal.CreateSpan(ref result, _layout.TileRows).Fill(constant);
        ReadOnlySpan<double> values = _forest.ValuesOf(tree);
        values.CopyTo(_layout.TreeValues(memory));
        ref double value = ref MemoryMarshal.GetReference(_layout.TreeValues(memory));
        for (int first = 0; first < sums.Length; first += _layout.TileRows)
        {
            TKernel.Run(ops, ref tile, ref lines);
            TKernel.Add(ref result, ref value, values.Length, sums.Slice(first, _layout.TileRows));
            tile = ref Unsafe.Add(ref tile, _layout.TileBytes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose(ReadOnlySpan<float> rows, int featureCount, ReadOnlySpan<int> features, Span<float> columns, int stride)
    {
        int rowCount = rows.Length / featureCount;
        ref float from = ref MemoryMarshal.GetReference(rows);
        for (int i = 0; i < features.Length; i++)
        {
            Span<float> column = columns.Slice(i * stride, rowCount);
            nuint at = (nuint)features[i];
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = Unsafe.Add(ref from, at);
                at += (nuint)featureCount;
            }
        }
    }
}
