using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TypedTasks.Postgres.Tests;

/// <summary>A PgBouncer in transaction mode before a server: the one that the machine has installed, on a port of its own. Debian's knows no prepared statements.</summary>
internal sealed class Bouncer : IDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";
    private const string Ready = "process up";

    private readonly TemporaryFolder folder;
    private readonly Process process;

    private Bouncer(TemporaryFolder folder, Process process, string connectionString)
    {
        this.folder = folder;
        this.process = process;
        ConnectionString = connectionString;
    }

    /// <summary>Why there is none, in words; null where there is one.</summary>
    public static string? Missing => PostgresServer.Missing ?? (File.Exists(Program) ? null : "PgBouncer is not installed (Debian: pgbouncer).");

    public string ConnectionString { get; }

    public static async Task<Bouncer> StartAsync(string server)
    {
        var target = new NpgsqlConnectionStringBuilder(server);
        var folder = new TemporaryFolder();
        var port = FreePort();

        // Fewer connections to the server than the stores have to it: transactions of several share one.
        var settings = folder.Write("pgbouncer.ini", string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            * = host={target.Host} port={target.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = trust
            auth_file = {folder["users"]}
            pool_mode = transaction
            default_pool_size = 3
            max_client_conn = 200
            """));
        folder.Write("users", "\"postgres\" \"\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        string[] arguments = Environment.UserName == "root" ? ["-u", "postgres", settings] : [settings];
        var process = new Process { StartInfo = new(Program, arguments) { RedirectStandardError = true } };
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data?.Contains(Ready, StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        process.Start();
        process.BeginErrorReadLine();
        if (await Task.WhenAny(ready.Task, process.WaitForExitAsync()) != ready.Task)
            throw new InvalidOperationException($"PgBouncer has ended with {process.ExitCode} instead of starting.");
        return new(folder, process, new NpgsqlConnectionStringBuilder(server) { Port = port, MaxAutoPrepare = 0, Pooling = false }.ConnectionString);
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
