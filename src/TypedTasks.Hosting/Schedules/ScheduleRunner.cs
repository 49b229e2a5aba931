using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TypedTasks.Generated;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Observability;
using TypedTasks.Hosting.Shared;
using TypedTasks.Plans;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Schedules;

/// <summary>
/// Proposes occurrences of the schedules of this process to the store, which decides about each of them once. Nobody leads: every process that has a schedule does the same, and all but the first
/// find that it was decided.
/// </summary>
internal sealed partial class ScheduleRunner(
    FlowStore store,
    TaskClient client,
    ProposedFlows flows,
    ScheduleProblems problems,
    TimeProvider time,
    IOptions<WorkerOptions> worker,
    ILogger<ScheduleRunner> logger)
{
    // So long before it is due a flow is accepted, and the broker holds its first message; nodes begin one after the other, so that most find it done.
    private static readonly TimeSpan LookAhead = TimeSpan.FromSeconds(60);
    private const int SpreadSeconds = 20;

    // Clocks of nodes and of the store may differ by so much.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(2);

    /// <summary>What is later than this was missed. A restart takes less.</summary>
    public static readonly TimeSpan MissedAfter = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private const int MostAtOnce = 200;
    private const int MostCounted = 10_000;

    private TimeSpan Ahead => LookAhead - TimeSpan.FromSeconds(worker.Value.Name.Aggregate(0u, static (h, c) => (h * 31) + c) % SpreadSeconds);

    /// <summary>Proposes what is due of one schedule; yields when to look again, or null for later.</summary>
    /// <param name="own">The schedule.</param>
    /// <param name="state">It, as it was read; null where it is not stored.</param>
    /// <param name="onlyWaiting">Whether only what somebody asked for is started.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<DateTimeOffset?> RunAsync(OwnSchedule own, ScheduleState? state, bool onlyWaiting, CancellationToken cancellationToken)
    {
        try
        {
            state = await InForceAsync(own, state, cancellationToken).ConfigureAwait(false);
            return state is null or { IsPaused: true } ? null : await ProposeAsync(own, state, onlyWaiting, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (StoreException or TransportException or OperationCanceledException))
        {
            // The user's function runs here, and may throw anything; and what it composes may be refused.
            Tell(own, $"Schedule '{own.Name}' cannot start its flow: {ExceptionText.MessageOf(e)}", e);
            return null;
        }
    }

    /// <summary>Starts a flow of a schedule now.</summary>
    public async ValueTask<string> RunNowAsync(OwnSchedule own, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        while (true)
        {
            var state = await RequireAsync(own, cancellationToken).ConfigureAwait(false);
            var flowId = FlowIds.Create(now);
            var result = await ProposeAsync(own, state, own.Table.At(now), OccurrenceSource.Manual, flowId, state.LastStarted?.At, cancellationToken).ConfigureAwait(false);
            if (result.Verdict == OccurrenceVerdict.Started)
            {
                LogStarted(logger, own.Name, own.Table.At(now).Key, flowId);
                return flowId;
            }
        }
    }

    /// <summary>What is in force of a schedule, stored now if need be.</summary>
    /// <exception cref="InvalidOperationException">It is another definition than that of this process.</exception>
    public async ValueTask<ScheduleState> RequireAsync(OwnSchedule own, CancellationToken cancellationToken) =>
        await InForceAsync(own, null, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Another definition of schedule '{own.Name}' is in force than that of this process: a higher version, or one that differs at the same version. Deploy that one here, or raise Version.");

    private async ValueTask<ScheduleState?> InForceAsync(OwnSchedule own, ScheduleState? state, CancellationToken cancellationToken)
    {
        if (state is null || state.Options.Version < own.Options.Version)
        {
            state = await store.ExecuteAsync(own.Define(), cancellationToken).ConfigureAwait(false);
            LogDefined(logger, own.Name, state.Options.Version, state.Cron, state.Options.TimeZone);
        }

        if (state.Options.Version > own.Options.Version)
        {
            // A rolling deployment: newer processes start what is due.
            problems.HasNone(own.Name);
            return null;
        }

        if (state.Hash != own.Hash)
        {
            Tell(
                own,
                $"Schedule '{own.Name}' is stored with another definition of the same version {own.Options.Version} (stored: '{state.Cron}' in {state.Options.TimeZone}): that one stands, and this process starts nothing of it. Raise Version where the change is meant.",
                null);
            return null;
        }

        problems.HasNone(own.Name);
        return state;
    }

    private async ValueTask<DateTimeOffset?> ProposeAsync(OwnSchedule own, ScheduleState state, bool onlyWaiting, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostAtOnce; i++)
        {
            var now = time.GetUtcNow();
            ProposedOccurrence? result = null;
            if (state.Waiting.Count > 0)
                result = await WaitingAsync(own, state, cancellationToken).ConfigureAwait(false);
            var waits = result?.Verdict == OccurrenceVerdict.TooEarly;
            if (onlyWaiting && (result is null || waits))
                return waits ? now + Poll : null;
            if (result is null || waits)
            {
                var next = own.WithDue(own.Table.Next(state.After, state.Last));
                if (next is null || next.At - Ahead > now)
                    return waits ? Sooner(next?.At - Ahead, now + Poll) : next?.At - Ahead;
                result = await MissAsync(own, state, next, now, cancellationToken).ConfigureAwait(false)
                    ?? await NextAsync(own, state, next, cancellationToken).ConfigureAwait(false);
                if (result.Verdict == OccurrenceVerdict.TooEarly)
                    return next.Due > now ? Sooner(next.Due, now + Poll) : now + Poll;
            }

            if (result.Schedule is null)
                return now + Poll;
            if (result.Schedule.IsPaused || result.Schedule.Hash != own.Hash || result.Schedule.Options.Version != own.Options.Version)
                return null;
            state = result.Schedule;
        }

        return time.GetUtcNow();
    }

    private async ValueTask<ProposedOccurrence> WaitingAsync(OwnSchedule own, ScheduleState state, CancellationToken cancellationToken)
    {
        var occurrence = state.Waiting[0];
        var previous = occurrence.IsBackfill ? own.Table.Before(occurrence)?.At : state.LastStarted?.At;
        var result = await ProposeAsync(own, state, occurrence, OccurrenceSource.Waiting, own.FlowIdOf(occurrence), previous, cancellationToken).ConfigureAwait(false);
        Log(own, occurrence, result);
        return result;
    }

    private async ValueTask<ProposedOccurrence> NextAsync(OwnSchedule own, ScheduleState state, Occurrence next, CancellationToken cancellationToken)
    {
        var result = await ProposeAsync(own, state, next, OccurrenceSource.Next, own.FlowIdOf(next), state.LastStarted?.At, cancellationToken).ConfigureAwait(false);
        if (result.Verdict == OccurrenceVerdict.MustCancel)
        {
            foreach (var running in result.Running)
            {
                LogCancelled(logger, own.Name, next.Key, running);
                await client.CancelAsync(running, cancellationToken).ConfigureAwait(false);
            }

            result = await ProposeAsync(own, state, next, OccurrenceSource.Next, own.FlowIdOf(next), state.LastStarted?.At, cancellationToken).ConfigureAwait(false);
        }

        Log(own, next, result);
        return result;
    }

    private ValueTask<ProposedOccurrence> ProposeAsync(
        OwnSchedule own, ScheduleState state, Occurrence occurrence, OccurrenceSource source, string flowId, DateTimeOffset? previous, CancellationToken cancellationToken) =>
        own.Definition.Compose(
            own.RunOf(occurrence, previous),
            new Proposal(flows, flowId, own.Name, occurrence.Due, flow => new(own.Name, own.Options.Version, own.Hash, state.Revision, occurrence, flow) { Source = source, Ahead = LookAhead + ClockMargin }, cancellationToken));

    // Says of what nobody was there for that it is over; null where there is nothing of the kind.
    private async ValueTask<ProposedOccurrence?> MissAsync(OwnSchedule own, ScheduleState state, Occurrence first, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = own.WithDue(own.Table.Last(now - MissedAfter - own.Options.Jitter));
        if (last is not null && !own.Options.Missed.IsNone)
        {
            // What runs all the same: the latest, or all within the window.
            var kept = own.Options.Missed.Window is { } window ? own.WithDue(own.Table.Last(now - window)) : own.WithDue(own.Table.Before(last));
            last = kept is null || kept.At < last.At ? kept : last;
        }

        if (last is null || last.At < first.At)
            return null;
        var count = 1;
        for (var next = first; next.At < last.At && count < MostCounted && own.Table.Next(next.At) is { } following; next = following)
            count++;
        var missed = new ProposeOccurrence(own.Name, own.Options.Version, own.Hash, state.Revision, last, null) { MissedAfter = MissedAfter, MissedCount = count };
        var result = await store.ExecuteAsync(missed, cancellationToken).ConfigureAwait(false);

        // By the store's clock it is not: then it is only late.
        if (result.Verdict == OccurrenceVerdict.TooEarly)
            return null;
        if (result.Verdict == OccurrenceVerdict.Missed)
            LogMissed(logger, own.Name, count, first.Key, last.Key);
        return result;
    }

    private static DateTimeOffset Sooner(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private void Tell(OwnSchedule own, string problem, Exception? exception)
    {
        if (problems.Has(own.Name, problem))
            LogProblem(logger, problem, exception);
    }

    private void Log(OwnSchedule own, Occurrence occurrence, ProposedOccurrence result)
    {
        switch (result.Verdict)
        {
            case OccurrenceVerdict.Started: LogStarted(logger, own.Name, occurrence.Key, own.FlowIdOf(occurrence)); break;
            case OccurrenceVerdict.Skipped: LogSkipped(logger, own.Name, occurrence.Key, string.Join(", ", result.Running)); break;
            case OccurrenceVerdict.Waits: LogWaits(logger, own.Name, occurrence.Key, string.Join(", ", result.Running)); break;
            default: break;
        }
    }

    private sealed record Proposal(
        ProposedFlows Flows, string FlowId, string Name, DateTimeOffset Due, Func<AcceptFlow, ProposeOccurrence> Propose, CancellationToken CancellationToken)
        : ISignatureUser<ValueTask<ProposedOccurrence>>
    {
        public ValueTask<ProposedOccurrence> Use<TOut>(ISignature<TOut> signature) => Flows.ProposeAsync(signature, FlowId, Name, Due, Propose, CancellationToken);
    }

    [LoggerMessage(1, LogLevel.Information, "Schedule {Schedule}: occurrence {Occurrence} starts flow {FlowId}")]
    private static partial void LogStarted(ILogger logger, string schedule, string occurrence, string flowId);

    [LoggerMessage(2, LogLevel.Information, "Schedule {Schedule}: occurrence {Occurrence} is skipped, because {Running} has not ended")]
    private static partial void LogSkipped(ILogger logger, string schedule, string occurrence, string running);

    [LoggerMessage(3, LogLevel.Information, "Schedule {Schedule}: occurrence {Occurrence} waits for {Running} to end")]
    private static partial void LogWaits(ILogger logger, string schedule, string occurrence, string running);

    [LoggerMessage(4, LogLevel.Warning, "Schedule {Schedule}: {Count} occurrences from {First} to {Last} were missed, and do not run")]
    private static partial void LogMissed(ILogger logger, string schedule, int count, string first, string last);

    [LoggerMessage(5, LogLevel.Information, "Schedule {Schedule}: occurrence {Occurrence} cancels flow {FlowId}")]
    private static partial void LogCancelled(ILogger logger, string schedule, string occurrence, string flowId);

    [LoggerMessage(6, LogLevel.Information, "Schedule {Schedule}: version {Version} is in force ({Cron}, {Zone})")]
    private static partial void LogDefined(ILogger logger, string schedule, int version, string cron, string zone);

    [LoggerMessage(7, LogLevel.Error, "{Problem}")]
    private static partial void LogProblem(ILogger logger, string problem, Exception? exception);
}
