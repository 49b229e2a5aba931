using TypedTasks.Engine;
using TypedTasks.Hosting.Client;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Storage;
using TypedTasks.Wire;

namespace TypedTasks.Hosting.Operations;

/// <summary>Reads flows as trees. What is asked of the store follows from the plan, and not from the number of members.</summary>
internal sealed class OutlineReader(FlowStore store, PlanCache plans, FlowBrowser browser)
{
    private const int MostActive = 1000;
    private const int MostReturned = 200;
    private const int MostLevels = 8;
    private const int MostWaits = 1000;

    public async ValueTask<FlowOutline?> ReadAsync(string flowId, CancellationToken cancellationToken)
    {
        FlowIds.Check(flowId);
        var record = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (record.State == FlowState.Unknown)
            return null;
        var summary = browser.Summarize(record);
        var turn = await browser.TurnOfAsync(record, cancellationToken).ConfigureAwait(false);
        if (await PlanAsync(record, cancellationToken).ConfigureAwait(false) is not { } plan)
            return new(summary, null) { Turn = turn };

        var sketch = new OutlineSketch();
        var root = sketch.Draw(plan.Root, StepPath.Root);
        var undoing = plan.IsCompensated && record.State != FlowState.Succeeded
            && await LevelAsync(record.Key, Compensations.PlanPath, cancellationToken).ConfigureAwait(false) is { } undo
            ? sketch.Draw(undo, StepPath.Parse(Compensations.PlanPath))
            : null;
        var facts = await LookAsync(record.Key, sketch, cancellationToken).ConfigureAwait(false);
        var judge = new OutlineJudge(facts);
        var tree = AsEnded(judge.Judge(root), record.State);
        return new(summary, tree)
        {
            Turn = turn,
            Undoing = undoing is null ? null : judge.Judge(undoing),
            FailedPath = summary.Failure is { Step.Length: > 0 } failure ? failure.Step : record.State == FlowState.Succeeded ? null : FindFailed(tree),
        };
    }

    public async ValueTask<MemberPage?> ReadMembersAsync(string flowId, string path, int first, int count, CancellationToken cancellationToken)
    {
        var place = await FindAsync(flowId, path, cancellationToken).ConfigureAwait(false);
        if (place is not var (record, node) || !node.IsParallel)
            return null;
        var above = StepPath.Parse(path);
        var joins = await store.QueryAsync(new ReadJoinsAt(flowId, [path], 0), cancellationToken).ConfigureAwait(false);
        int? total = joins.Count > 0 ? joins[0].Header.Count : node.Elements is null ? node.Children.Length : null;
        var sketch = new OutlineSketch();
        OutlineDraft[] drafts = [.. Enumerable.Range(first, Math.Clamp(total.GetValueOrDefault() - first, 0, count)).Select(i => sketch.Draw(node.ChildAt(i)!, above.Child(i)))];
        var facts = await LookAsync(record.Key, sketch, cancellationToken).ConfigureAwait(false);
        var ends = (await store.QueryAsync(new ReadMemberEnds(flowId, path, first, drafts.Length), cancellationToken).ConfigureAwait(false)).ToDictionary(static e => e.Index);
        var judge = new OutlineJudge(facts);
        return new(path, first, total, [.. drafts.Select((d, i) => AsRecorded(judge.Judge(d), ends.GetValueOrDefault(first + i)))]);
    }

    /// <summary>A flow and a node of it; null where one of them is not there, or cannot be read.</summary>
    /// <exception cref="ArgumentException">It is no flow id, or no path.</exception>
    public async ValueTask<(FlowRecord Record, PlanNode Node)?> FindAsync(string flowId, string path, CancellationToken cancellationToken)
    {
        FlowIds.Check(flowId);
        var parsed = Parse(path);
        var record = await store.ExecuteAsync(new GetFlow(new(flowId, 0)), cancellationToken).ConfigureAwait(false);
        if (record.State == FlowState.Unknown || await PlanAsync(record, cancellationToken).ConfigureAwait(false) is not { } plan)
            return null;
        try
        {
            var flow = await plans.WithLevelsAsync(new(record.Key with { Seal = record.Seal }, true, plan, null), parsed, cancellationToken).ConfigureAwait(false);
            return (record, (Place.Root(flow) with { Path = parsed }).Node);
        }
        catch (FlowFormatException)
        {
            return null;
        }
    }

    private static StepPath Parse(string path)
    {
        try
        {
            return StepPath.Parse(path);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, nameof(path), e);
        }
    }

    private async ValueTask<PlanReference?> PlanAsync(FlowRecord record, CancellationToken cancellationToken)
    {
        try
        {
            return await plans.GetAsync(record.PlanHash, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowFormatException e) when (e.IsProtected)
        {
            return null;
        }
    }

    private async ValueTask<OutlineFacts> LookAsync(FlowKey key, OutlineSketch sketch, CancellationToken cancellationToken)
    {
        var facts = new OutlineFacts
        {
            Active = [.. (await store.QueryAsync(new FindActiveSteps(key.FlowId, MostActive), cancellationToken).ConfigureAwait(false)).Select(static a => a.Step)],
        };
        for (var level = 0; level < MostLevels && sketch.TakeFresh() is { Count: > 0 } fresh; level++)
        {
            await LookAtJoinsAsync(key, fresh, facts, cancellationToken).ConfigureAwait(false);
            await LookAtStepsAsync(key, fresh, facts, cancellationToken).ConfigureAwait(false);
            await DrawReturnedAsync(key, fresh, facts, sketch, cancellationToken).ConfigureAwait(false);
        }

        return facts;
    }

    private async ValueTask LookAtJoinsAsync(FlowKey key, List<OutlineDraft> fresh, OutlineFacts facts, CancellationToken cancellationToken)
    {
        string[] joins = [.. fresh.Where(static d => d.Node.Join is not null || d.Node.Wait is not null).Select(static d => d.Path!.Value.Text)];
        if (joins.Length > 0)
        {
            foreach (var join in await store.QueryAsync(new ReadJoinsAt(key.FlowId, joins, OutlineNode.MostFailed), cancellationToken).ConfigureAwait(false))
                facts.Joins[join.Header.Path] = join;
        }

        if (!fresh.Exists(static d => d.Node.Wait is not null))
            return;
        foreach (var wait in await store.QueryAsync(new FindOpenWaits(key.FlowId, null, null, MostWaits), cancellationToken).ConfigureAwait(false))
            facts.Waits[wait.Path!] = wait;
    }

    private async ValueTask LookAtStepsAsync(FlowKey key, List<OutlineDraft> fresh, OutlineFacts facts, CancellationToken cancellationToken)
    {
        var failed = fresh.Where(static d => d.IsMany).SelectMany(d => facts.Joins.GetValueOrDefault(d.Path!.Value.Text)?.Failed.Select(m => d.Path!.Value.Child(m.Index).Text) ?? []);
        string[] steps = [.. fresh.Where(static d => d.Node.Call is not null).Select(static d => d.Path!.Value.Text).Concat(failed)];
        if (steps.Length == 0)
            return;
        foreach (var step in await store.QueryAsync(new ReadStepsAt(key.FlowId, steps), cancellationToken).ConfigureAwait(false))
            facts.Steps[step.Path] = step;
    }

    private async ValueTask DrawReturnedAsync(FlowKey key, List<OutlineDraft> fresh, OutlineFacts facts, OutlineSketch sketch, CancellationToken cancellationToken)
    {
        foreach (var draft in fresh.Where(d => d.Node.Call is { IsReplaced: true } && facts.Steps.ContainsKey(d.Path!.Value.Text)).Take(MostReturned))
        {
            var level = draft.Path!.Value.Enter(StepPath.PlanLevel);
            if (await LevelAsync(key, level.Text, cancellationToken).ConfigureAwait(false) is { } plan)
                draft.Returned = sketch.Draw(plan, level);
        }
    }

    private async ValueTask<PlanNode?> LevelAsync(FlowKey key, string level, CancellationToken cancellationToken)
    {
        var json = await store.ExecuteAsync(new GetValue(key, Flow.LevelKey(level)), cancellationToken).ConfigureAwait(false);
        try
        {
            return json is null ? null : PlanReader.Read(json);
        }
        catch (FlowFormatException e) when (e.IsProtected)
        {
            return null;
        }
    }

    // The end of a flow is recorded whatever was lost of its steps.
    private static OutlineNode AsEnded(OutlineNode root, FlowState state) => state switch
    {
        FlowState.Succeeded => OutlineJudge.Complete(root),
        FlowState.Failed or FlowState.Compensating => root with { State = OutlineState.Failed },
        FlowState.Cancelled => root with { State = OutlineState.Cancelled },
        _ => root,
    };

    private static OutlineNode AsRecorded(OutlineNode member, MemberEnd? end) => end switch
    {
        null => member,
        { Failure: { } failure } => member with { State = OutlineState.Failed, Failure = OutlineFailure.Of(Serialization.FailureJson.Read(failure)) },
        _ => OutlineJudge.Complete(member),
    };

    private static string? FindFailed(OutlineNode node) =>
        node.Kind == OutlineKind.Step && node.State == OutlineState.Failed && node.Returned is null ? node.Path
        : node.Returned is { } returned ? FindFailed(returned)
        : node.State == OutlineState.Succeeded ? null
        : node.FailedMembers.Concat(node.Children).Select(FindFailed).FirstOrDefault(static p => p is not null);
}
