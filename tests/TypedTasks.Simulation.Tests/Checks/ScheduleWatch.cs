using TypedTasks.Generated;
using TypedTasks.Hosting.Schedules;
using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>What a schedule promises: each occurrence is decided once, runs at most once and not before it is due, and none is left out that the policy wants.</summary>
internal sealed class ScheduleWatch(SimWorld world, string name, string cron, ScheduleOptions options)
{
    // What is later than this was missed; nodes may be a minute off.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, Occurrence> started = new(StringComparer.Ordinal);
    private readonly OwnSchedule own = new(ScheduleDefinition.Of(name, cron, static _ => SimSignature.Child(TimeSpan.Zero), options), Timetable.TryCreate(cron, options.TimeZone, out _)!);
    private DateTimeOffset? after;

    /// <summary>The flows that were started.</summary>
    public IEnumerable<string> Flows => started.Keys;

    /// <summary>Whether something that was due is not decided yet, or the schedule is not stored.</summary>
    public bool IsBehind => after is null || Next(State()) is not { } next || next.At < world.Now;

    public void Committed(StoreOperation operation)
    {
        switch (operation)
        {
            case DefineSchedule define:
                after ??= define.Result.After;
                break;
            case ProposeOccurrence { Flow: { } flow, Result.Verdict: OccurrenceVerdict.Started } start:
                Started(flow.Key.FlowId, start.Occurrence);
                break;
            case ProposeOccurrence { Flow: null, Result.Verdict: OccurrenceVerdict.Missed } miss:
                Missed(miss.Occurrence);
                break;
        }
    }

    /// <summary>A step of a flow runs.</summary>
    public void Runs(string flowId)
    {
        if (started.TryGetValue(flowId, out var occurrence) && world.Now < occurrence.Due)
            world.Violate(14, $"occurrence {occurrence.Key} is due at {occurrence.Due:O}, and runs at {world.Now:O}", SimPlace.Child);
    }

    /// <summary>It is paused, and all has ended.</summary>
    public void CheckEnd(bool isPaused)
    {
        if (!isPaused || after is null)
        {
            world.Violate(14, $"the schedule ({cron}) was never decided up to its end");
            return;
        }

        var state = State();
        List<Occurrence> all = [];
        for (var next = own.Table.Next(after.Value); next is not null && next.At <= state.Last?.At; next = own.Table.Next(next.At))
            all.Add(next);
        var about = $"{cron}, {options.Overlap}, {options.Missed}: of {all.Count} occurrences {started.Count} flows, {state.Started} started, {state.Skipped} skipped, {state.Missed} missed, {state.Waiting.Count} wait";
        if (state.Started + state.Skipped + state.Missed + state.Waiting.Count != all.Count || state.Started != started.Count)
            world.Violate(14, about);
        if (started.Keys.Except(all.Select(own.FlowIdOf)).FirstOrDefault() is { } stranger)
            world.Violate(14, $"flow {stranger} is of no occurrence; {about}");
        if (options.Missed.Window is not null && options.Overlap is ScheduleOverlap.Allow or ScheduleOverlap.QueueAll or ScheduleOverlap.CancelOther && state.Skipped + state.Missed > 0)
            world.Violate(14, $"some were left out; {about}");
        foreach (var id in started.Keys.Where(id => !world.Watch.Kept.Purged.Contains(id)))
            CheckFlow(id);
    }

    private void CheckFlow(string id)
    {
        var flow = world.Read(new GetFlow(new(id, 0)));
        var mayFail = world.Broker.Lost.ContainsKey(SimPlace.Child);
        var isRight = flow.State == FlowState.Succeeded
            || (flow.State == FlowState.Failed && mayFail)
            || (flow.State == FlowState.Cancelled && options.Overlap == ScheduleOverlap.CancelOther);
        if (!isRight)
            world.Violate(14, $"the flow of occurrence {started[id].Key} is {flow.State} at the end", SimPlace.Child);
    }

    private void Started(string flowId, Occurrence occurrence)
    {
        world.Trace(null, $"occurrence {occurrence.Key} starts {flowId}");
        if (options.Overlap != ScheduleOverlap.Allow
            && started.FirstOrDefault(s => world.Read(new GetFlow(new(s.Key, 0))).State is FlowState.Running or FlowState.Compensating) is { Key: not null } other)
            world.Violate(14, $"occurrence {occurrence.Key} starts beside {other.Value.Key} ({options.Overlap})");
        if (started.Values.Any(o => o.Key == occurrence.Key) || !started.TryAdd(flowId, occurrence))
            world.Violate(14, $"occurrence {occurrence.Key} starts twice");
    }

    private void Missed(Occurrence last)
    {
        world.Trace(null, $"missed up to {last.Key}");
        if (last.Due > world.Now)
            world.Violate(14, $"occurrence {last.Key} was missed before it was due");
        else if (options.Missed is { IsNone: false, Window: null } && own.Table.Next(last.At) is { } kept && kept.At > world.Now + Margin)
            world.Violate(14, $"occurrence {last.Key} was missed although it was the latest");
        else if (options.Missed.Window is { } window && last.At > world.Now - window + Margin)
            world.Violate(14, $"occurrence {last.Key} was missed although all within {window} are wanted");
    }

    private Occurrence? Next(ScheduleState state) => own.Table.Next(state.After, state.Last);

    private ScheduleState State() => world.Ask(new ListSchedules()).Single(s => s.Name == name);
}
