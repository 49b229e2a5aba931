using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Upkeep;

/// <summary>Runs upkeep in every process that has a store: whoever only enqueues may be the only one with its store.</summary>
internal sealed partial class UpkeepService(
    FlowStore store, TaskQueues queues, UpkeepLoop upkeep, IServiceProviderIsService services, ILogger<UpkeepService> logger, ITransport? transport = null) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var stopped = stopping.Token;
        if (!services.IsService(typeof(WorkerQueues)))
            LogNoWorker();
        if (store.IsConfigured && transport is not null)
            running = Task.Run(() => upkeep.RunAsync(queues.Names, stopped), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!stopping.IsCancellationRequested)
            await stopping.CancelAsync().ConfigureAwait(false);
        await running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A host may stop a service that it has disposed of, and dispose of it twice.</summary>
    public void Dispose()
    {
        if (!stopping.IsCancellationRequested)
            stopping.Cancel();
        stopping.Dispose();
    }

    [LoggerMessage(1, LogLevel.Information, "This process has no worker and runs no steps: another process runs them, or call AddWorker().")]
    private partial void LogNoWorker();
}
