using Microsoft.Extensions.DependencyInjection;
using TypedTasks.Hosting.Dispatch;
using TypedTasks.Hosting.Protection;
using TypedTasks.Hosting.Shared;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Transport;

namespace TypedTasks.Testing;

/// <summary>
/// Drives the worker step by step: one message at a time, queue after queue, until nothing can go on before the clock
/// moves. A step that waits for the clock is put aside, and others run meanwhile.
/// </summary>
internal sealed class WorkerLoop(IServiceProvider services, InMemoryTransport transport, VirtualTime time)
{
    private readonly DeliveryHandler handler = services.GetRequiredService<DeliveryHandler>();
    private readonly CancellationWatch cancellations = services.GetRequiredService<CancellationWatch>();
    private readonly RunningSteps running = services.GetRequiredService<RunningSteps>();
    private readonly UpkeepLoop upkeep = services.GetRequiredService<UpkeepLoop>();
    private readonly TaskQueues queues = services.GetRequiredService<TaskQueues>();
    private readonly Courier courier = services.GetRequiredService<Courier>();
    private readonly FlowStore store = services.GetRequiredService<FlowStore>();
    private readonly Dictionary<string, IReceiver> receivers = new(StringComparer.Ordinal);
    private readonly List<Suspended> suspended = [];
    private DateTimeOffset nextPass = time.GetUtcNow();

    /// <summary>When something happens next by itself.</summary>
    public DateTimeOffset NextDue => time.NextDue is { } due && due < nextPass ? due : nextPass;

    public async Task RunUntilIdleAsync(CancellationToken cancellationToken)
    {
        do
        {
            await cancellations.TryLookAsync(cancellationToken).ConfigureAwait(false);
            await ResumeAsync(cancellationToken).ConfigureAwait(false);
            var ready = transport.ReadyQueues;
            foreach (var queue in ready.Where(q => !QueueNames.MoreUrgent(q).Any(ready.Contains)))
                await ReceiveAsync(queue, cancellationToken).ConfigureAwait(false);
        }
        while (transport.ReadyQueues.Length > 0);

        running.Report();
        await store.FlushAsync().ConfigureAwait(false);
    }

    public async Task AdvanceAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        while (NextDue is var due && due <= until)
        {
            time.AdvanceTo(due);
            if (due == nextPass)
            {
                await upkeep.PassAsync([.. receivers.Keys.Order(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
                nextPass = due + upkeep.Pause;
            }

            await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        }

        time.AdvanceTo(until);
    }

    public async ValueTask StopAsync()
    {
        foreach (var receiver in receivers.Values)
            await receiver.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask ReceiveAsync(string queue, CancellationToken cancellationToken)
    {
        if (!receivers.TryGetValue(queue, out var receiver))
        {
            receiver = await courier.Transport!
                .OpenReceiverAsync(queue, new(1, 0) { Ordered = queues.Ordered.Contains(queue) }, cancellationToken).ConfigureAwait(false);
            receivers.Add(queue, receiver);
        }

        if (await receiver.ReceiveAsync(cancellationToken).ConfigureAwait(false) is not { } delivery)
            return;
        var watch = new TimerWatch();
        await RunOnAsync(new(StartAsync(delivery, watch), watch), cancellationToken).ConfigureAwait(false);
    }

    private async Task StartAsync(IDelivery delivery, TimerWatch watch)
    {
        // Set in a method of its own, so that it ends with it.
        VirtualTime.Watch.Value = watch;
        var result = await handler.RunAsync(delivery, CancellationToken.None).ConfigureAwait(false);
        await handler.SettleAsync(delivery, result, CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var step in suspended.ToArray())
        {
            if (step.Run.IsCompleted || !step.Watch.Waiting.IsCompleted)
            {
                suspended.Remove(step);
                await RunOnAsync(step, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask RunOnAsync(Suspended step, CancellationToken cancellationToken)
    {
        await Task.WhenAny(step.Run, step.Watch.Waiting).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (step.Run.IsCompleted)
            await step.Run.ConfigureAwait(false);
        else
            suspended.Add(step);
    }

    private sealed record Suspended(Task Run, TimerWatch Watch);
}
