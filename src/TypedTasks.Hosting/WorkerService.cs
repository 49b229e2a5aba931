using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Transport;

namespace TypedTasks.Hosting;

/// <summary>
/// The dispatcher host: opens store and queues at start, so that what can never work is known at once, and drains at stop. What is only not there yet is waited for, in the
/// background: a worker may start before its broker does.
/// </summary>
internal sealed partial class WorkerService(
    TaskCatalog catalog,
    TaskQueues taskQueues,
    FlowStore store,
    CancellationWatch cancellations,
    ControlWatch controls,
    WorkerQueues queues,
    WorkerPresence presence,
    StoreAbsence absence,
    OpenQueues open,
    WorkerHealth health,
    TimeProvider time,
    IOptions<WorkerOptions> options,
    ILogger<WorkerService> logger,
    Courier courier) : IHostedService, IAsyncDisposable, IDisposable
{
    // How often controls are looked for: they are followed within a second.
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource starting = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abort = new();
    private readonly Lock gate = new();
    private volatile bool isOpen;
    private volatile bool isStopping;
    private Task start = Task.CompletedTask;
    private Task? background;
    private Task? stop;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (courier.Transport is not { } transport)
            throw new InvalidOperationException("The worker has no transport: add one with UseAmqp(connectionString) or UseServiceBus(connectionString).");
        if (catalog.Count == 0)
            throw new InvalidOperationException("The worker has no tasks: call the generated Add…Tasks() of each assembly.");

        if (!store.IsConfigured && catalog.Limited is { } limited)
        {
            throw new InvalidOperationException(
                $"Task '{limited.Name}' has a rate or concurrency limit, which workers share through a store: add one with UseSqlite(path).");
        }

        if (catalog.Unimplemented(taskQueues.Consumed) is { } contract)
        {
            throw new InvalidOperationException(
                $"The worker takes the queue '{contract.Queue ?? QueueNames.Default}', and nothing implements its task '{contract.Name}' ({contract.Method}). "
                + "Mark the class that implements the interface with [TaskImplementation] and call the generated Add…Tasks() of its assembly, "
                + "or give the task a queue that this worker does not take.");
        }

        try
        {
            await OpenAsync(transport, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsPassing(e))
        {
            Waits(e);
            start = Task.Run(() => OpenLaterAsync(transport, starting.Token), CancellationToken.None);
        }
    }

    /// <summary>Drains and closes, once, whoever asks first: a host may stop and dispose its services in any order, and twice.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (gate)
            return stop ??= DrainAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // What went wrong is told to who stopped it.
        await StopAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Dispose();
    }

    /// <summary>Without waiting for what runs: it is told to end, and its messages come again.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (stop is null)
            {
                stop = Task.CompletedTask;
                starting.Cancel();
                abort.Cancel();
                stopping.Cancel();
            }
            else if (!stop.IsCompleted)
            {
                // Somebody stops it at this moment and needs its tokens.
                return;
            }
        }

        starting.Dispose();
        stopping.Dispose();
        abort.Dispose();
    }

    private static bool IsPassing(Exception exception) => exception is TransportException { IsTransient: true } or StoreException { IsTransient: true };

    private void Waits(Exception exception)
    {
        health.Waits($"The worker takes nothing yet: {exception.Message}");
        LogWaits(logger, exception.Message);
    }

    // What can never work was told when the host started, or is told here again and again: something that is mended lets the worker go on.
    private async Task OpenLaterAsync(ITransport from, CancellationToken stopped)
    {
        for (var tries = 0; ; tries++)
        {
            await Task.Delay(Doubling.Pause(FirstPause, LongestPause, tries), time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopped.IsCancellationRequested)
                return;
            try
            {
                await OpenAsync(from, stopped).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, the worker has to say it and not to stand still.
                Waits(e);
            }
        }
    }

    // Each thing once: what an attempt before has opened stays open.
    private async Task OpenAsync(ITransport from, CancellationToken cancellationToken)
    {
        if (store.IsConfigured && background is null)
        {
            await store.OpenAsync(cancellationToken).ConfigureAwait(false);
            await cancellations.LookAsync(cancellationToken).ConfigureAwait(false);
            await controls.LookAsync(cancellationToken).ConfigureAwait(false);
            background = Task.WhenAll(
                Task.Run(() => cancellations.RunAsync(stopping.Token), CancellationToken.None),
                Task.Run(() => absence.WatchAsync(stopping.Token), CancellationToken.None),
                Task.Run(() => SteerAsync(stopping.Token), CancellationToken.None));
        }

        await queues.OpenAsync(from, abort.Token, cancellationToken).ConfigureAwait(false);
        isOpen = true;
        health.Started(() => open.Receivers, queues.Tell);
        LogStarted(logger, catalog.Count, string.Join(", ", taskQueues.Names), from.Endpoint, options.Value.Slots);
    }

    // Follows what is said while the worker runs, and says how it stands; also while it waits for its broker, and while it drains.
    private async Task SteerAsync(CancellationToken stopped)
    {
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                await controls.TryLookAsync(stopped).ConfigureAwait(false);
                if (isOpen && !isStopping)
                    queues.Follow();
                var drains = isStopping || controls.IsDraining;
                await presence.ReportAsync(queues.Tell(), drains, drains && queues.AreIdle, stopped).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopped.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Round, time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        await starting.CancelAsync().ConfigureAwait(false);
        await start.ConfigureAwait(false);
        isStopping = true;
        if (isOpen)
            LogStopping(logger, queues.Count);
        health.Stopped();
        var drained = await queues.StopAsync().ConfigureAwait(false);
        var limit = Task.Delay(options.Value.DrainTime, time, cancellationToken);
        if (await Task.WhenAny(drained, limit).ConfigureAwait(false) != drained)
        {
            LogDrain(logger, options.Value.DrainTime);
            await abort.CancelAsync().ConfigureAwait(false);
            await drained.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        await (background ?? Task.CompletedTask).ConfigureAwait(false);
        await drained.ConfigureAwait(false);
        await presence.LeaveAsync().ConfigureAwait(false);
        await store.FlushAsync().ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Information, "Worker started: {Tasks} tasks from queues {Queues} at {Endpoint}, {Slots} slots each")]
    private static partial void LogStarted(ILogger logger, int tasks, string queues, string endpoint, int slots);

    [LoggerMessage(4, LogLevel.Error, "The worker takes nothing yet, and tries again: {Problem}")]
    private static partial void LogWaits(ILogger logger, string problem);

    [LoggerMessage(2, LogLevel.Information, "Worker stops: {Queues} queues are drained")]
    private static partial void LogStopping(ILogger logger, int queues);

    [LoggerMessage(3, LogLevel.Warning, "Steps still run after {DrainTime}: they are cancelled and their messages given back")]
    private static partial void LogDrain(ILogger logger, TimeSpan drainTime);
}
