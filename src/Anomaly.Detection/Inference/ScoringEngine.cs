namespace Anomaly.Detection.Inference;

/// <summary>A way of working out scores. All give the same bits; they differ in speed.</summary>
public enum ScoringEngine
{
    /// <summary>The fastest for the model on this machine.</summary>
    Auto,

    /// <summary>The model's own reference score.</summary>
    Reference,

    /// <summary>Walks down the trees with eight rows at the same time, one row with eight trees; for any processor, and for large trees.</summary>
    Walk,

    /// <summary>Works out every split of a tree for 128 rows at once, in vectors of 256 bits (AVX2 or alike).</summary>
    Blend256,

    /// <summary>Works out every split of a tree for 256 rows at once, in vectors of 512 bits (AVX-512BW).</summary>
    Blend512,

    /// <summary>Compares a row with many support vectors at once; the one engine of one-class SVMs beside <see cref="Reference"/>.</summary>
    Kernel,
}
