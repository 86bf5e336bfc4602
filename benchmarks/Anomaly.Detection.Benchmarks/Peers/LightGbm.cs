using System.Runtime.InteropServices;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>How LightGBM says that something went wrong.</summary>
internal static class LightGbm
{
    /// <param name="result">What a function of its C API returned.</param>
    /// <exception cref="InvalidOperationException">It was not 0; the message is LightGBM's.</exception>
    public static void Check(int result)
    {
        if (result != 0) throw new InvalidOperationException($"LightGBM: {Marshal.PtrToStringUTF8(NativeMethods.LastError())}");
    }
}
