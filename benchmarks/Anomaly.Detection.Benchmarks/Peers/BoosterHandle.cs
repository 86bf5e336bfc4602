using Microsoft.Win32.SafeHandles;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>A forest of LightGBM. It is freed before its dataset.</summary>
internal sealed class BoosterHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => NativeMethods.FreeBooster(handle) == 0;
}
