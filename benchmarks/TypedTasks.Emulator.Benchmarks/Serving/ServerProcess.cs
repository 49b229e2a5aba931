using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Emulator.Benchmarks.Serving;

/// <summary>A server in a process of its own, which ends with this one.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly string? folder;

    public ServerProcess(ServerKind kind, int queues = 1)
    {
        folder = kind is ServerKind.Written or ServerKind.Synced ? Directory.CreateTempSubdirectory("emulator-").FullName : null;
        process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [typeof(ServerProcess).Assembly.Location, Server.Argument, $"{kind}", queues.ToString(CultureInfo.InvariantCulture), folder ?? ""])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        ConnectionString = ReadLine();
    }

    public string ConnectionString { get; }

    /// <summary>Asks what it has used, after a collection if so told.</summary>
    public ServerUsage Read(bool settle)
    {
        process.StandardInput.WriteLine(settle ? Server.Settle : "");
        process.StandardInput.Flush();
        return ServerUsage.Parse(ReadLine());
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private string ReadLine() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server's process has ended.");
}
