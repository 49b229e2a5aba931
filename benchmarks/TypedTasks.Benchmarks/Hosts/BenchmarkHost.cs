using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Benchmarks;

/// <summary>An application with client and worker in this process, set up as a user would.</summary>
internal sealed class BenchmarkHost : IAsyncDisposable
{
    private readonly IHost host;

    private BenchmarkHost(IHost host) => this.host = host;

    public ITaskClient Client => host.Services.GetRequiredService<ITaskClient>();

    public static async Task<BenchmarkHost> StartAsync(Action<TypedTasksBuilder> configure, LogLevel least = LogLevel.Warning)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(least);
        var tasks = builder.Services.AddTypedTasks().AddTypedTasksBenchmarksTasks();
        configure(tasks);
        tasks.AddWorker();
        var host = builder.Build();
        await host.StartAsync();
        return new BenchmarkHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
