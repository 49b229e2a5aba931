using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TypedTasks.Conformance.Tests;

/// <summary>An application with client and, mostly, worker.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly TemporaryFolder? folder;

    private RunningHost(IHost host, TemporaryFolder? folder)
    {
        this.host = host;
        this.folder = folder;
    }

    public ITaskClient Client => host.Services.GetRequiredService<ITaskClient>();

    public FlowRun Run(CancellationToken cancellationToken) => new(Client, Get<ISchedules>(), Get<Notebook>(), cancellationToken);

    public IServiceProvider Services => host.Services;

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public static async Task<RunningHost> StartAsync(
        Action<TypedTasksBuilder> configure, Action<WorkerOptions>? worker = null, Action<TypedTasksOptions>? options = null, bool runs = true, string? notes = null)
    {
        var folder = notes is null ? new TemporaryFolder() : null;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(Logs.Shared);
        builder.Services.TryAddSingleton<RunLog>();
        builder.Services.TryAddSingleton<Crowd>();
        builder.Services.TryAddSingleton<Gate>();
        var tasks = builder.Services.AddTypedTasks(options).AddTypedTasksConformanceTestsTasks().AddTypedTasksConformanceWorkerTasks();
        CatalogueServices.Add(builder.Services, notes ?? folder!.Path);
        configure(tasks);
        if (runs)
            tasks.AddWorker(worker);
        var host = builder.Build();
        await host.StartAsync();
        return new RunningHost(host, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
        folder?.Dispose();
    }
}
