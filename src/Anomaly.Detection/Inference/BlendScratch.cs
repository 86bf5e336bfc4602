using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>How the memory of a blend engine at work is shared out.</summary>
internal sealed class BlendScratch
{
    private const int Alignment = 64;
    private const int MostBlockBytes = 1 << 19;
    private const int MostTiles = 32;

    private readonly Part _lines;
    private readonly Part _tiles;
    private readonly Part _values;
    private readonly Part _sums;
    private readonly Part _treeValues;
    private readonly Part _ops;
    private readonly Part _waiting;

    public BlendScratch(CompactForest forest, int usedFeatures, int mostWaiting, int lineBytes)
    {
        TileRows = lineBytes * BlendProgram.Groups;
        TileBytes = 2 * forest.SlotCount * TileRows;

        // As many tiles as the second cache holds: what a tree needs once is then shared by more of them.
        long rowBytes = (2L * forest.SlotCount) + ((long)usedFeatures * sizeof(float)) + sizeof(double);
        int tileCount = (int)Math.Clamp(MostBlockBytes / (rowBytes * TileRows), 1, MostTiles);
        BlockRows = TileRows * tileCount;
        int mostNodes = 0;
        for (int tree = 0; tree < forest.TreeCount; tree++) mostNodes = Math.Max(mostNodes, forest.NodesOf(tree).Length);

        // A tree without splits has a result too.
        _lines = Take((BlendProgram.ConstantLines + (Math.Max(mostWaiting, 1) * BlendProgram.Groups)) * lineBytes);
        _tiles = Take(TileBytes * tileCount);
        _values = Take(usedFeatures * BlockRows * sizeof(float));
        _sums = Take(BlockRows * sizeof(double));
        _treeValues = Take(CompactNode.MostValues * sizeof(double));
        _ops = Take(((mostNodes / 2) + 1) * Unsafe.SizeOf<BlendOp>());
        _waiting = Take((mostNodes + 2) * sizeof(uint));
    }

    public int TileRows { get; }

    public int BlockRows { get; }

    public int TileBytes { get; }

    /// <summary>All bytes.</summary>
    public int Length { get; private set; }

    /// <summary>What ops name: lines of constants, then results.</summary>
    public Span<byte> Lines(Span<byte> memory) => _lines.Of<byte>(memory);

    /// <summary>The bins of a block, tile by tile.</summary>
    public Span<byte> Tiles(Span<byte> memory) => _tiles.Of<byte>(memory);

    /// <summary>The used features of a block, one column after the other.</summary>
    public Span<float> Values(Span<byte> memory) => _values.Of<float>(memory);

    public Span<double> Sums(Span<byte> memory) => _sums.Of<double>(memory);

    /// <summary>The values of a tree, with room for as many as one may have.</summary>
    public Span<double> TreeValues(Span<byte> memory) => _treeValues.Of<double>(memory);

    public Span<BlendOp> Ops(Span<byte> memory) => _ops.Of<BlendOp>(memory);

    /// <summary>The stack of <see cref="BlendProgram"/>.</summary>
    public Span<uint> Waiting(Span<byte> memory) => _waiting.Of<uint>(memory);

    /// <summary>Fills the line of each byte with it.</summary>
    public static void FillConstants(Span<byte> lines, int lineBytes)
    {
        for (int value = 0; value < BlendProgram.ConstantLines; value++) lines.Slice(value * lineBytes, lineBytes).Fill((byte)value);
    }

    private Part Take(int bytes)
    {
        var part = new Part(Length, bytes);
        Length = checked(Length + ((bytes + Alignment - 1) & -Alignment));
        return part;
    }

    private readonly record struct Part(int Start, int Bytes)
    {
        public Span<T> Of<T>(Span<byte> memory)
            where T : unmanaged => MemoryMarshal.Cast<byte, T>(memory.Slice(Start, Bytes));
    }
}
