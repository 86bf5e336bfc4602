using System.Runtime.InteropServices;

namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Ctrl-C and SIGTERM: the first asks the command to stop and to clean up, a second one ends the process as usual.</summary>
internal sealed class StopSignals : IDisposable
{
    // So long a command may clean up before the process ends anyway.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _isDone = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Fires with the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    public void Dispose()
    {
        _isDone.Set();
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
        _isDone.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (_stop.IsCancellationRequested) return;
        context.Cancel = true;
        _stop.Cancel();
        ThreadPool.UnsafeQueueUserWorkItem(EndLater, this);
    }

    private static void EndLater(object? signals)
    {
        try
        {
            if (((StopSignals)signals!)._isDone.Wait(Patience)) return;
            Console.Error.WriteLine("anomaly: cancelled");
            Environment.Exit(ExitCode.Cancelled);
        }
        catch (ObjectDisposedException)
        {
            // The command is done.
        }
    }
}
