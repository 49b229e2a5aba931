using System.Runtime.InteropServices;

namespace TypedTasks.Conformance.Tests;

/// <summary>What an operating system may do to a process beside killing it.</summary>
public static class Signal
{
    private const int Term = 15;

    // Linux and macOS number these differently.
    private static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    public static void Terminate(int process) => Send(process, Term);

    public static void Freeze(int process) => Send(process, Stop);

    public static void Thaw(int process) => Send(process, Continue);

    private static void Send(int process, int signal)
    {
        if (kill(process, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} to process {process} failed with {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}
