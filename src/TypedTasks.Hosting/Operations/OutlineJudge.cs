using TypedTasks.Operations;
using TypedTasks.Paths;
using TypedTasks.Serialization;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Operations;

/// <summary>Says where the nodes of an outline stand. A join says so itself; anything else stands as its parts do.</summary>
internal sealed class OutlineJudge(OutlineFacts facts)
{
    public OutlineNode Judge(OutlineDraft draft)
    {
        var node = new OutlineNode
        {
            Path = draft.Path?.Text,
            Kind = draft.Kind,
            Text = draft.Text,
            IsCut = draft.IsCut,
            Children = [.. draft.Children.Select(Judge)],
        };
        return draft switch
        {
            { Path: null } => node,
            { IsMany: true } => JudgeMany(draft, node),
            { Kind: OutlineKind.Step } => JudgeStep(draft, node),
            { Kind: OutlineKind.Wait } => JudgeWait(draft, node),
            { Kind: OutlineKind.Value } => node,
            _ => JudgeParts(draft, node),
        };
    }

    /// <summary>The same node, known to have succeeded: so has all that it needed for that, whatever was lost of its history.</summary>
    public static OutlineNode Complete(OutlineNode node)
    {
        if (node.Path is null || node.IsCut)
            return node with { State = OutlineState.Succeeded };
        var children = node.Kind switch
        {
            OutlineKind.Sequence or OutlineKind.Tuple or OutlineKind.Group when node.Members is null => [.. node.Children.Select(Complete)],
            OutlineKind.TimeLimit or OutlineKind.OnError or OutlineKind.OnSuccess or OutlineKind.Compensation => [Complete(node.Children[0]), .. node.Children.Skip(1)],
            _ => node.Children,
        };
        return node with { State = OutlineState.Succeeded, Children = children };
    }

    private OutlineNode JudgeStep(OutlineDraft draft, OutlineNode node)
    {
        if (facts.Steps.GetValueOrDefault(node.Path!) is { } step)
            node = With(node, step);
        if (draft.Returned is null)
            return node;

        // The plan that it has returned takes its place.
        var returned = Judge(draft.Returned);
        return node with
        {
            Returned = returned,
            State = node.State == OutlineState.Succeeded && returned.State != OutlineState.Succeeded ? Begun(returned.State) : node.State,
            EndedAt = returned.State is OutlineState.Succeeded or OutlineState.Failed ? returned.EndedAt : null,
        };
    }

    private OutlineNode JudgeWait(OutlineDraft draft, OutlineNode node) => facts.Waits.GetValueOrDefault(draft.Path!.Value.Text) is { } wait
        ? node with { State = OutlineState.Waiting, StartedAt = wait.OpenedAt }
        : node with { State = StateOf(facts.Joins.GetValueOrDefault(node.Path!)?.Header.State) ?? OutlineState.NotStarted };

    private OutlineNode JudgeMany(OutlineDraft draft, OutlineNode node)
    {
        var join = facts.Joins.GetValueOrDefault(node.Path!);
        var (running, retrying) = CountActive(draft.Path!.Value);
        var failed = (join?.Failed ?? []).Select(m => FailedMember(draft, m)).ToArray();
        return node with
        {
            State = StateOf(join?.Header.State) ?? (running + retrying > 0 || join is not null ? OutlineState.Running : OutlineState.NotStarted),
            Members = new(
                join?.Header.Count ?? (draft.Node.Elements is null ? draft.Node.Children.Length : null),
                running,
                retrying,
                join?.Header.Succeeded ?? 0,
                Math.Max((join?.Header.Ended ?? 0) - (join?.Header.Succeeded ?? 0), failed.Length)),
            FailedMembers = failed,
        };
    }

    /// <summary>A member that has failed, without what it is made of.</summary>
    private OutlineNode FailedMember(OutlineDraft join, MemberEnd end)
    {
        var member = new OutlineDraft(join.Node.ChildAt(end.Index) ?? join.Node.Children[0], join.Path!.Value.Child(end.Index));
        var node = new OutlineNode { Path = member.Path!.Value.Text, Kind = member.Kind, Text = member.Text };
        if (facts.Steps.GetValueOrDefault(node.Path!) is { } step)
            node = With(node, step);
        return node with { State = OutlineState.Failed, Failure = Short(end.Failure) ?? node.Failure };
    }

    private (int Running, int Retrying) CountActive(StepPath join)
    {
        var states = new Dictionary<int, StepState>();
        foreach (var step in facts.Active)
        {
            if (!StepPath.IsWithin(step.Path, join.Text) || IndexIn(step.Path, join) is not { } index)
                continue;
            states[index] = step.State == StepState.Running || states.GetValueOrDefault(index) == StepState.Running ? StepState.Running : StepState.Retrying;
        }

        var running = states.Values.Count(static s => s == StepState.Running);
        return (running, states.Count - running);
    }

    private static int? IndexIn(string path, StepPath join)
    {
        var start = join.Level is null ? join.Text.Length + 1 : join.Text.Length;
        var end = start;
        while (end < path.Length && char.IsAsciiDigit(path[end]))
            end++;
        return end > start && int.TryParse(path.AsSpan(start, end - start), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    private OutlineNode JudgeParts(OutlineDraft draft, OutlineNode node)
    {
        var join = draft.Node.Join is null ? null : facts.Joins.GetValueOrDefault(node.Path!);
        if (node.Kind == OutlineKind.Sequence)
            node = node with { Children = Infer(node.Children) };

        // A branch beside it, or what would undo it, says nothing about it.
        var parts = node.Kind is OutlineKind.OnError or OutlineKind.OnSuccess or OutlineKind.Compensation ? node.Children.Take(1) : node.Children;
        var known = parts.Where(static c => c.Kind != OutlineKind.Value && c.Path is not null).ToArray();
        node = node with
        {
            State = StateOf(join?.Header.State) ?? Together(node.Kind, known, join is not null),
            StartedAt = known.Min(static c => c.StartedAt),
        };
        if (node.State == OutlineState.Succeeded)
            node = Complete(node);
        return node.State is OutlineState.Succeeded or OutlineState.Failed ? node with { EndedAt = known.Max(static c => c.EndedAt) } : node;
    }

    // What comes later has begun, so what comes before has succeeded.
    private static OutlineNode[] Infer(IReadOnlyList<OutlineNode> children)
    {
        OutlineNode[] inferred = [.. children];
        var hasBegun = false;
        for (var i = inferred.Length - 1; i >= 0; i--)
        {
            if (hasBegun && inferred[i].State == OutlineState.NotStarted)
                inferred[i] = Complete(inferred[i]);
            hasBegun |= inferred[i].State != OutlineState.NotStarted;
        }

        return inferred;
    }

    private static OutlineState Together(OutlineKind kind, OutlineNode[] parts, bool hasBegun)
    {
        if (parts.Length == 0)
            return OutlineState.NotStarted;
        foreach (var state in (ReadOnlySpan<OutlineState>)[OutlineState.Running, OutlineState.Retrying, OutlineState.Waiting])
        {
            if (Array.Exists(parts, p => p.State == state))
                return state;
        }

        var isAnyEnough = kind is OutlineKind.FirstOf or OutlineKind.Recover;
        if (!isAnyEnough && Array.Exists(parts, static p => p.State == OutlineState.Failed))
            return OutlineState.Failed;
        if (isAnyEnough ? Array.Exists(parts, static p => p.State == OutlineState.Succeeded) : parts[^1].State == OutlineState.Succeeded && Array.TrueForAll(parts, static p => p.State == OutlineState.Succeeded))
            return OutlineState.Succeeded;
        if (Array.Exists(parts, static p => p.State == OutlineState.Cancelled))
            return OutlineState.Cancelled;
        if (Array.TrueForAll(parts, static p => p.State == OutlineState.Failed))
            return OutlineState.Failed;
        return hasBegun || Array.Exists(parts, static p => p.State != OutlineState.NotStarted) ? OutlineState.Running : OutlineState.NotStarted;
    }

    private static OutlineState Begun(OutlineState state) => state == OutlineState.NotStarted ? OutlineState.Running : state;

    private static OutlineState? StateOf(JoinState? join) => join switch
    {
        JoinState.Completed => OutlineState.Succeeded,
        JoinState.Failed => OutlineState.Failed,
        _ => null,
    };

    private static OutlineNode With(OutlineNode node, StepRecord step) => node with
    {
        State = step.State switch
        {
            StepState.Running => OutlineState.Running,
            StepState.Retrying => OutlineState.Retrying,
            StepState.Succeeded => OutlineState.Succeeded,
            StepState.Failed => OutlineState.Failed,
            StepState.Cancelled => OutlineState.Cancelled,
            _ => OutlineState.NotStarted,
        },
        Attempts = step.Attempt + 1,
        Worker = step.Worker,
        StartedAt = step.StartedAt,
        EndedAt = step.EndedAt,
        Progress = step.State == StepState.Running ? step.Progress : null,
        ProgressText = step.State == StepState.Running ? step.ProgressText : null,
        Failure = Short(step.Failure),
    };

    private static OutlineFailure? Short(ReadOnlyMemory<byte>? failure) => failure is { } json ? OutlineFailure.Of(FailureJson.Read(json)) : null;
}
