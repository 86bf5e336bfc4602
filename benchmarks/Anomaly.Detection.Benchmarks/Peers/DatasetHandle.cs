using Microsoft.Win32.SafeHandles;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>A dataset of LightGBM.</summary>
internal sealed class DatasetHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => NativeMethods.FreeDataset(handle) == 0;
}
