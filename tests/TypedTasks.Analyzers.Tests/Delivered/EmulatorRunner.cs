using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.Emulator;
using TypedTasks.Generated;

namespace TypedTasks.Analyzers.Tests.Delivered;

/// <summary>A worker over the emulator, with the store in a file.</summary>
internal sealed class EmulatorRunner : IFlowRunner, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ServiceBusEmulator emulator;
    private readonly IHost host;

    private EmulatorRunner(ServiceBusEmulator emulator, ITaskRegistry registry)
    {
        this.emulator = emulator;
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddTypedTasks()
            .AddRegistry(registry)
            .UseAmqp(emulator.ConnectionString)
            .UseSqlite(folder["tasks.db"])
            .AddWorker();
        host = builder.Build();
    }

    public static async Task<EmulatorRunner> StartAsync(ITaskRegistry registry)
    {
        var runner = new EmulatorRunner(await ServiceBusEmulator.StartAsync(new() { Queues = { new() { Name = QueueNames.Default } } }), registry);
        await runner.host.StartAsync();
        return runner;
    }

    public async Task<T> RunAsync<T>(ISignature<T> flow)
    {
        var handle = await host.Services.GetRequiredService<ITaskClient>().EnqueueAsync(flow);
        return await handle.WaitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await emulator.DisposeAsync();
        folder.Dispose();
    }
}
