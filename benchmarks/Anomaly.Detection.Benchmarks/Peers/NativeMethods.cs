using System.Runtime.InteropServices;

// Natives of packages are found through the list that the build writes, wherever else is looked.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>The functions of LightGBM's C API that are used here (c_api.h). Each returns 0, or −1 and then <see cref="LastError"/> says why.</summary>
internal static partial class NativeMethods
{
    /// <summary>The type of 32-bit floats.</summary>
    public const int Float32 = 0;

    private const string Library = "lib_lightgbm";

    [LibraryImport(Library, EntryPoint = "LGBM_GetLastError")]
    public static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateDataset(ReadOnlySpan<float> values, int type, int rows, int columns, int isRowMajor, string parameters, nint reference, out DatasetHandle dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetField(DatasetHandle dataset, string field, ReadOnlySpan<float> values, int count, int type);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetFree")]
    public static partial int FreeDataset(nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateBooster(DatasetHandle dataset, string parameters, out BoosterHandle booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int AddTree(BoosterHandle booster, out int isFinished);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Predict(
        BoosterHandle booster, ReadOnlySpan<float> values, int type, int rows, int columns, int isRowMajor, int predictType, int startIteration, int iterations, string parameters, out long count, Span<double> scores);

    /// <param name="model">The text of a model in UTF-8, with a zero at its end.</param>
    /// <param name="iterations">How many trees it has.</param>
    /// <param name="booster">The model.</param>
    [LibraryImport(Library, EntryPoint = "LGBM_BoosterLoadModelFromString")]
    public static partial int LoadBooster(ReadOnlySpan<byte> model, out int iterations, out BoosterHandle booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterPredictForMatSingleRowFastInit", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int PrepareSingle(BoosterHandle booster, int predictType, int startIteration, int iterations, int type, int columns, string parameters, out FastConfigHandle config);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterPredictForMatSingleRowFast")]
    public static partial int PredictSingle(FastConfigHandle config, ReadOnlySpan<float> row, out long count, Span<double> score);

    [LibraryImport(Library, EntryPoint = "LGBM_FastConfigFree")]
    public static partial int FreeFastConfig(nint config);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFree")]
    public static partial int FreeBooster(nint booster);
}
