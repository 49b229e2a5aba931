using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks.Sqlite;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;

namespace TypedTasks.DataProtection.Tests;

/// <summary>A host in virtual time whose values are protected, and everything that it lets out of the process.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder keys = new();
    private readonly bool hasFile;

    private World(bool hasFile) => this.hasFile = hasFile;

    public TaskTestHost Host { get; private set; } = null!;

    public RecordingTransport Record => (RecordingTransport)Host.Services.GetRequiredService<ITransport>();

    public static async Task<World> StartAsync(bool hasFile, CancellationToken cancellationToken)
    {
        var world = new World(hasFile);
        world.Host = await TaskTestHost.StartAsync(
            builder =>
            {
                builder.AddTypedTasksDataProtectionTestsTasks().UseKeys(world.keys);
                var services = builder.Services;
                services.Replace(ServiceDescriptor.Singleton<ITransport>(static s => new RecordingTransport(s.GetRequiredService<InMemoryTransport>())));
                if (!hasFile)
                    return;
                services.RemoveAll<ITaskStore>();
                var time = (TimeProvider)services.First(static s => s.ServiceType == typeof(VirtualTime)).ImplementationInstance!;
                builder.UseSqlite(new SqliteStoreOptions { Path = world.folder["store.db"], TimeProvider = time });
            },
            cancellationToken);
        return world;
    }

    /// <summary>Where the secret lies in clear.</summary>
    public IReadOnlyList<string> Leaks()
    {
        List<string> leaks = [.. Record.Sent.Where(static m => Secret.IsIn(m.Body.Span)).Select(static m => $"message {m.Id}")];
        leaks.AddRange(Record.Sent.Where(static m => !m.Body.Span.StartsWith("!tt1"u8)).Select(static m => $"clear message {m.Id}"));
        leaks.AddRange(Record.Descriptions.Where(static d => d.Contains(Secret.Word, StringComparison.Ordinal)));
        foreach (var file in hasFile ? Directory.GetFiles(folder.Path) : [])
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[open.Length];
            open.ReadExactly(bytes);
            if (Secret.IsIn(bytes))
                leaks.Add($"file {Path.GetFileName(file)}");
        }

        return leaks;
    }

    /// <summary>How many bytes the store has written.</summary>
    public long FileBytes => Directory.GetFiles(folder.Path).Sum(static f => new FileInfo(f).Length);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        folder.Dispose();
        keys.Dispose();
    }
}
