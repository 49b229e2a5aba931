using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Benchmarks;

/// <summary>A Service Bus transport over AMQP to the emulator's process, SQLite store, and beside the lean transport its floors.</summary>
internal sealed class EmulatorPlace : Place
{
    private readonly string folder = Directory.CreateTempSubdirectory("typedtasks-").FullName;
    private readonly bool isOfficial;
    private EmulatorProcess process = null!;
    private SendReceiveSettle? sendReceiveSettle;
    private HandOffs? handOffs;

    private EmulatorPlace(bool isOfficial)
    {
        this.isOfficial = isOfficial;
        Meter = new(settle => process.ReadAsync(settle));
    }

    /// <summary>The transport over AMQP.NET Lite.</summary>
    public static EmulatorPlace Lean => new(isOfficial: false);

    /// <summary>The transport on the official client.</summary>
    public static EmulatorPlace Official => new(isOfficial: true);

    public override string Name => isOfficial ? "emulator/official" : "emulator";

    protected override Meter Meter { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (sendReceiveSettle is not null)
            await sendReceiveSettle.DisposeAsync();
        if (handOffs is not null)
            await handOffs.DisposeAsync();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void Configure(TypedTasksBuilder builder)
    {
        var connected = isOfficial ? builder.UseServiceBus(process.ConnectionString) : builder.UseAmqp(process.ConnectionString);
        connected.UseSqlite(Path.Combine(folder, "tasks.db"));
    }

    protected override async Task OpenBrokerAsync(Sizes? sizes)
    {
        process = await EmulatorProcess.StartAsync();
        if (isOfficial || sizes is null)
            return;
        sendReceiveSettle = await SendReceiveSettle.OpenAsync(process.ConnectionString, sizes.Tasks);
        handOffs = await HandOffs.OpenAsync(process.ConnectionString, sizes.Chains, sizes.ChainLength);
    }

    // They go over AMQP.NET Lite, and cost the same beside whatever they are measured.
    protected override IReadOnlyList<Benchmark> CreateFloors(Sizes sizes) => sendReceiveSettle is { } first && handOffs is { } second
        ?
        [
            new("floor 1: send, receive, settle", sizes.Tasks, Meter, _ => first.RunAsync()),
            new("floor 2: hand-off in transactions", sizes.Chains * sizes.ChainLength, Meter, _ => second.RunAsync()),
        ]
        : [];
}
