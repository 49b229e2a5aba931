using Microsoft.Extensions.DependencyInjection;

namespace TypedTasks.Benchmarks;

/// <summary>Service Bus transport over AMQP to the emulator's process, SQLite store, and the floors beside them.</summary>
internal sealed class EmulatorPlace : Place
{
    private readonly string folder = Directory.CreateTempSubdirectory("typedtasks-").FullName;
    private EmulatorProcess process = null!;
    private SendReceiveSettle sendReceiveSettle = null!;
    private HandOffs handOffs = null!;

    public EmulatorPlace() => Meter = new(settle => process.ReadAsync(settle));

    public override string Name => "emulator";

    protected override Meter Meter { get; }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await sendReceiveSettle.DisposeAsync();
        await handOffs.DisposeAsync();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void Configure(TypedTasksBuilder builder) =>
        builder.UseAmqp(process.ConnectionString).UseSqlite(Path.Combine(folder, "tasks.db"));

    protected override async Task OpenBrokerAsync(Sizes sizes)
    {
        process = await EmulatorProcess.StartAsync();
        sendReceiveSettle = await SendReceiveSettle.OpenAsync(process.ConnectionString, sizes.Tasks);
        handOffs = await HandOffs.OpenAsync(process.ConnectionString, sizes.Chains, sizes.ChainLength);
    }

    protected override IReadOnlyList<Benchmark> CreateFloors(Sizes sizes) =>
    [
        new("floor 1: send, receive, settle", sizes.Tasks, Meter, _ => sendReceiveSettle.RunAsync()),
        new("floor 2: hand-off in transactions", sizes.Chains * sizes.ChainLength, Meter, _ => handOffs.RunAsync()),
    ];
}
