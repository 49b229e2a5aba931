using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TypedTasks.Tests.Shared;

/// <summary>A PostgreSQL server of the tests' own: the one that the machine has installed, with a folder and a port of its own. It ends with the tests.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Installed = "/usr/lib/postgresql";
    private const string Ready = "database system is ready to accept connections";

    // Input ends with the process of the tests, however that ends.
    private const string Watched = "exec 3<&0; \"$@\" 3<&- </dev/null & server=$!; { cat <&3 >/dev/null; kill -QUIT $server; } & wait $server";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly Lazy<Task<PostgresServer>> OfThisRun = new(StartForThisRunAsync);

    private readonly TemporaryFolder folder = new();
    private readonly Dictionary<string, string> settings;
    private Process? process;
    private TaskCompletionSource ready = NewReady();

    private PostgresServer(IReadOnlyDictionary<string, string> settings)
    {
        this.settings = new(settings) { ["listen_addresses"] = "127.0.0.1", ["unix_socket_directories"] = "", ["port"] = Port.ToString(CultureInfo.InvariantCulture) };
    }

    /// <summary>One server for all tests of this process; each of them takes a schema of its own.</summary>
    public static Task<PostgresServer> Shared => OfThisRun.Value;

    /// <summary>Why there is no server, in words; null where there is one.</summary>
    public static string? Missing { get; } = Programs is null ? "PostgreSQL is not installed (Debian: postgresql)." : null;

    public int Port { get; } = FreePort();

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Timeout=5";

    /// <summary>The processes of the server: the one that it began with, and those that serve connections and look after the data.</summary>
    public IReadOnlyList<int> ProcessIds
    {
        get
        {
            var first = int.Parse(File.ReadLines(folder["data/postmaster.pid"]).First(), CultureInfo.InvariantCulture);
            return [first, .. File.ReadAllText($"/proc/{first}/task/{first}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
    }

    private static string? Programs => Directory.Exists(Installed)
        ? Directory.GetDirectories(Installed).Select(static d => Path.Combine(d, "bin")).Where(static d => File.Exists(Path.Combine(d, "postgres"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="settings">Settings beside the defaults. Commits do not wait for the disk unless they say so: what a killed server promised is a test of its own.</param>
    public static async Task<PostgresServer> StartAsync(params (string Name, string Value)[] settings)
    {
        Dictionary<string, string> all = new() { ["fsync"] = "off", ["synchronous_commit"] = "off", ["full_page_writes"] = "off", ["max_connections"] = "200", ["shared_buffers"] = "128MB" };
        foreach (var (name, value) in settings)
            all[name] = value;
        var server = new PostgresServer(all);
        await server.CreateAsync();
        await server.StartAsync();
        return server;
    }

    /// <summary>Starts a server that was stopped or killed again, on what it has kept.</summary>
    public async Task StartAsync()
    {
        ready = NewReady();
        process = new() { StartInfo = AsOwner("/bin/sh", ["-c", Watched, "sh", Program("postgres"), "-D", folder["data"], .. settings.SelectMany(static s => new[] { "-c", $"{s.Key}={s.Value}" })]) };
        process.StartInfo.RedirectStandardInput = true;
        process.ErrorDataReceived += (_, e) =>
        {
            if (e.Data?.Contains(Ready, StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended).WaitAsync(Limit) == ended)
            throw new InvalidOperationException($"The PostgreSQL server has ended with {process.ExitCode} instead of starting.");
    }

    /// <summary>Kills all its processes, as a loss of power would.</summary>
    public async Task KillAsync()
    {
        // Those that serve connections may be gone by then, so how the command ends says nothing.
        await Command.RunAsync("/bin/kill", "/", ["-KILL", .. ProcessIds.Select(static id => id.ToString(CultureInfo.InvariantCulture))]);

        // Who watched over it ends with its input.
        process!.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
        folder.Dispose();
    }

    private static async Task<PostgresServer> StartForThisRunAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.process?.Kill(entireProcessTree: true);
            server.folder.Dispose();
        };
        return server;
    }

    private async Task CreateAsync()
    {
        var data = folder["data"];
        Directory.CreateDirectory(data);
        if (IsRoot && !OperatingSystem.IsWindows())
        {
            // The server refuses to run as root: Debian's package has made a user for it.
            for (var outer = data; outer.Length > Path.GetTempPath().Length; outer = Path.GetDirectoryName(outer)!)
                File.SetUnixFileMode(outer, (UnixFileMode)0b111_101_101);
            var owner = await Command.RunAsync("chown", "/", ["postgres", data]);
            if (owner.ExitCode != 0)
                throw new InvalidOperationException($"The folder of the server could not be given to its user: {owner.Output}");
        }

        using var create = Process.Start(AsOwner(Program("initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]))!;
        var output = create.StandardOutput.ReadToEndAsync();
        var errors = await create.StandardError.ReadToEndAsync();
        await create.WaitForExitAsync();
        if (create.ExitCode != 0)
            throw new InvalidOperationException($"initdb failed: {await output}{errors}");
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string Program(string name) => Path.Combine(Programs!, name);

    private static ProcessStartInfo AsOwner(string program, string[] arguments)
    {
        var start = Command.Prepare(
            IsRoot ? "setpriv" : program,
            "/",
            IsRoot ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments] : arguments,
            null);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static TaskCompletionSource NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
