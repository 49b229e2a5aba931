using System.Diagnostics;

namespace TypedTasks.Benchmarks;

/// <summary>An emulator in a process of its own, which ends with this one.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private readonly Process process;

    private EmulatorProcess(Process process, string connectionString)
    {
        this.process = process;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    public static async Task<EmulatorProcess> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmulatorProcess).Assembly.Location, EmulatorServer.Argument])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        return new(process, await ReadLineAsync(process));
    }

    /// <summary>Asks what it has used.</summary>
    /// <param name="settle">Whether it shall collect its garbage first.</param>
    public async Task<ProcessUsage> ReadAsync(bool settle)
    {
        await process.StandardInput.WriteLineAsync(settle ? EmulatorServer.Settle : "");
        await process.StandardInput.FlushAsync();
        return ProcessUsage.Parse(await ReadLineAsync(process));
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<string> ReadLineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator's process has ended.");
}
