using Microsoft.Win32.SafeHandles;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>What LightGBM needs to know to score single rows fast. It is freed before its booster.</summary>
internal sealed class FastConfigHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => NativeMethods.FreeFastConfig(handle) == 0;
}
