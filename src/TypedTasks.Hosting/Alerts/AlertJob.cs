using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Shared;
using TypedTasks.Hosting.Upkeep;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Alerts;

/// <summary>
/// Tells of failed, late and quiet flows. Every process with hooks looks; what is told is a flow whose id says what it tells, so it is told once, and a lease keeps the next one back. Crash window: none; what was not told is seen
/// at the next look.
/// </summary>
internal sealed partial class AlertJob : IUpkeepJob
{
    private const int MostTold = 10_000;

    private static readonly Counter<long> Alerts =
        new Meter(TypedTasksTelemetry.MeterName).CreateCounter<long>("typedtasks.alerts", "{alert}", "Alerts that were told, by kind.");

    private readonly FlowStore store;
    private readonly AlertReader reader;
    private readonly TaskClient client;
    private readonly TimeProvider time;
    private readonly ILogger<AlertJob> logger;
    private readonly (string Name, AlertHook Hook)[] hooks;
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly Dictionary<(AlertKind Kind, string Fingerprint), FlowAlert> pending = [];
    private DateTimeOffset? looked;

    public AlertJob(FlowStore store, AlertReader reader, TaskClient client, IEnumerable<AlertHook> hooks, TimeProvider time, ILogger<AlertJob> logger)
    {
        (this.store, this.reader, this.client, this.time, this.logger) = (store, reader, client, time, logger);
        this.hooks =
        [
            .. hooks.GroupBy(static h => h.Kind).SelectMany(static g => g.Select(static (h, i) => ($"{h.Kind.Word()}{i}", h))),
        ];
    }

    public string Name => "alerts";

    public bool HasOwnLeases => true;

    public bool RunsAtOnce => true;

    public TimeSpan Interval => TimeSpan.FromSeconds(5);

    public async ValueTask RunAsync(IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var kind in hooks.Select(static h => h.Hook.Kind).Distinct())
        {
            foreach (var alert in await reader.ReadAsync(kind, looked, now, cancellationToken).ConfigureAwait(false))
                pending[(kind, alert.Fingerprint)] = alert;
        }

        looked = now;

        foreach (var (key, alert) in pending.ToArray())
        {
            var isTold = true;
            foreach (var (name, hook) in hooks)
            {
                if (hook.Kind == alert.Kind)
                    isTold &= await TellAsync(name, hook, alert, cancellationToken).ConfigureAwait(false);
            }

            if (isTold)
                pending.Remove(key);
        }
    }

    // Whether it needs no other look.
    private async ValueTask<bool> TellAsync(string name, AlertHook hook, FlowAlert alert, CancellationToken cancellationToken)
    {
        var id = AlertIds.Of(name, alert);
        if (told.Contains(id))
            return true;
        if ((await store.ExecuteAsync(new GetFlow(new(id, 0)), cancellationToken).ConfigureAwait(false)).State == FlowState.Unknown)
        {
            // The last one was told not long ago: this one, or what comes after it, is told when its time is over.
            if (!await store.ExecuteAsync(new AcquireLease($"alert {name} {alert.Fingerprint}", id, hook.Every), cancellationToken).ConfigureAwait(false))
                return false;
            await EnqueueAsync(hook, alert, id, cancellationToken).ConfigureAwait(false);
        }

        if (told.Count >= MostTold)
            told.Clear();
        told.Add(id);
        return true;
    }

    private async ValueTask EnqueueAsync(AlertHook hook, FlowAlert alert, string id, CancellationToken cancellationToken)
    {
        try
        {
            await hook.TellAsync(client, alert, id, cancellationToken).ConfigureAwait(false);
            Alerts.Add(1, new KeyValuePair<string, object?>("typedtasks.alert.kind", alert.Kind.ToString()));
            LogTold(logger, alert.Kind, alert.Text, alert.Count, id);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreException or TransportException))
        {
            // Code of the application: the next one may do better.
            LogUntold(logger, alert.Kind, alert.FlowId, e);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Kind}: {Text} {Count} stand so; flow {AlertId} tells of it")]
    private static partial void LogTold(ILogger logger, AlertKind kind, string text, int count, string alertId);

    [LoggerMessage(2, LogLevel.Error, "What On{Kind} composes for flow {FlowId} cannot be enqueued: nobody is told of it")]
    private static partial void LogUntold(ILogger logger, AlertKind kind, string flowId, Exception exception);
}
