using System.Diagnostics;
using System.Globalization;

namespace TypedTasks.Emulator.Benchmarks.Serving;

/// <summary>A server in a process of its own, which ends with this one.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string? _folder;

    public ServerProcess(ServerKind kind, int queues = 1)
    {
        _folder = kind is ServerKind.Written or ServerKind.Synced ? Directory.CreateTempSubdirectory("emulator-").FullName : null;
        _process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [typeof(ServerProcess).Assembly.Location, Server.Argument, $"{kind}", queues.ToString(CultureInfo.InvariantCulture), _folder ?? ""])
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
        _process.StandardInput.WriteLine(settle ? Server.Settle : "");
        _process.StandardInput.Flush();
        return ServerUsage.Parse(ReadLine());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private string ReadLine() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server's process has ended.");
}
